package io.github.rabbitlambda.reachability;

import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** How the words of a policy match those of a call, for {@link PolicyOracle}. */
final class PolicyMatch {
    private static final Map<String, String> ARNS = Map.of("@broker", "arn:aws:mq:eu-west-1:ACCOUNT:broker:orders:b-1",
            "@secret", "arn:aws:secretsmanager:eu-west-1:ACCOUNT:secret:Creds-1-AbCdEf", "@key",
            "arn:aws:kms:eu-west-1:ACCOUNT:key/k-1", "@interface",
            "arn:aws:ec2:eu-west-1:ACCOUNT:network-interface/e-1",
            "@subnet", "arn:aws:ec2:eu-west-1:ACCOUNT:subnet/s-1", "@group",
            "arn:aws:ec2:eu-west-1:ACCOUNT:security-group/g-1", "everything", "*");

    private PolicyMatch() {}

    static boolean action(String pattern, String action) {
        return matches(pattern.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT));
    }

    static boolean resource(String pattern, String resource, Predicate<String> is) {
        if (pattern.startsWith("@")) {
            return pattern.equals(resource);
        }
        String arn = ARNS.get(resource);
        boolean own = matches(pattern, arn.replace("ACCOUNT", RandomPolicies.ACCOUNT));
        boolean other = matches(pattern, arn.replace("ACCOUNT", "999988887777"));
        return own == other ? own : is.test(PolicyOracle.OWN_ACCOUNT) ? own : other;
    }

    private static boolean matches(String pattern, String text) {
        String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.matches(regex, text);
    }

    static boolean namesAccount(String principal, Predicate<String> is) {
        return principal.equals("AWS @root")
                || (principal.equals("AWS " + RandomPolicies.ACCOUNT) || principal.endsWith(":root"))
                        && is.test(PolicyOracle.OWN_ACCOUNT);
    }

    static boolean namesRole(String principal, Predicate<String> is) {
        return principal.equals("*") || principal.equals("AWS *") || principal.equals("AWS @role")
                || namesAccount(principal, is);
    }
}
