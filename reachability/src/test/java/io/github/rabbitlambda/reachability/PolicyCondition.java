package io.github.rabbitlambda.reachability;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * A condition on a key of a call, for {@link PolicyOracle}.
 *
 * @param key what the call has: a text, nothing, or a question that the world answers
 */
record PolicyCondition(String operator, String wanted, Key key, Predicate<String> is) {

    /** @param exists the question whether the call has the key; empty if it has */
    record Key(Optional<String> text, String exists) {
        static Key of(String text) {
            return new Key(Optional.of(text), "");
        }

        static Key absent() {
            return new Key(Optional.empty(), "");
        }
    }

    static Key ofRole(String name, String action) {
        return switch (name) {
            case "aws:SecureTransport" -> Key.of("true");
            case "aws:PrincipalIsAWSService" -> Key.of("false");
            case "aws:PrincipalArn" -> Key.of("@role");
            case "aws:PrincipalAccount" -> Key.of("@account");
            case "kms:ViaService" -> action.startsWith("kms:") ? Key.of("@via") : Key.absent();
            case "aws:PrincipalOrgID" -> new Key(Optional.of("o-1"), "the account is in organisation o-1");
            default -> new Key(Optional.of("vpc-1"), "the call is from vpc-1");
        };
    }

    static Key ofService(String name, boolean trusted) {
        return switch (name) {
            case "aws:SecureTransport", "aws:PrincipalIsAWSService" -> Key.of("true");
            case "aws:SourceAccount" -> trusted ? new Key(Optional.of("@account"), PolicyOracle.SOURCE) : Key.absent();
            case "aws:SourceVpc" -> new Key(Optional.of("vpc-1"), "the call is from vpc-1");
            default ->
                name.equals("kms:ViaService") ? new Key(Optional.of("@via"), "the service is " + name) : Key.absent();
        };
    }

    boolean holds() {
        boolean there = key.text().isPresent() && (key.exists().isEmpty() || is.test(key.exists()));
        if (operator.equals("Null")) {
            return Boolean.parseBoolean(wanted) != there;
        }
        boolean negated = operator.contains("Not");
        return there ? equal(key.text().get()) != negated : negated || operator.endsWith("IfExists");
    }

    private boolean equal(String text) {
        return text.equals(wanted)
                || text.equals("@account") && wanted.equals(RandomPolicies.ACCOUNT)
                        && is.test(PolicyOracle.OWN_ACCOUNT);
    }
}
