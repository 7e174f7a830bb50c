package io.github.rabbitlambda.doctor.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.rabbitlambda.doctor.snapshot.Seen;
import io.github.rabbitlambda.reachability.verdict.Finding;
import io.github.rabbitlambda.reachability.verdict.Fix;
import io.github.rabbitlambda.reachability.verdict.Verdict;

/** Sentences about a template as sentences about an account. */
final class AccountSentences {
    /** What to do about something that no call answered for; no permission is known to be missing. */
    static final String READ_IT = "allow the doctor to read it";
    private static final Map<Pattern, String> PHRASES = new LinkedHashMap<>();
    /** What could not be read, with the rules' remedy for a template. */
    private static final Pattern UNREAD = Pattern
            .compile("\\((\\w+:\\w+): ([^)]*)\\)([^;]*) cannot be seen; [^;\\[]*");

    static {
        phrase("\\$\\{([^${}]+?)(\\.Arn)?}", "$1");
        phrase("Write Fn::GetAtt (\\S+)\\.Arn\\.", "Give the mapping the ARN of $1.");
        phrase("Take username and password of the broker's user from that secret by dynamic references\\.",
                "Write username and password of a user of the broker to the secret.");
        phrase("the value of the secret, which the template leaves empty, cannot be seen; give it SecretString or GenerateSecretString",
                "secretsmanager:GetSecretValue failed, so that it cannot be seen; allow secretsmanager:GetSecretValue");
        phrase("add the mapping to the template", READ_IT);
        phrase("(in|of) (these|the) templates?( that \\w+ checked too)?", "$1 the account");
        phrase("declare (it|the group|the policy) in a template that is checked too", "allow the doctor to read $1");
        phrase("check it with the template that declares [^;\\[]*", READ_IT);
        phrase("check one template that holds both[^;\\[]*", READ_IT);
        phrase("a NAT gateway of these templates", "a NAT gateway of the account");
        phrase("give --region", "give its Region");
        phrase("\\bSecurityGroup(Ingress|Egress) rule", "security group rule");
        phrase("the stack's (Region|account)", "the $1");
        phrase("\\b(the|a|these|this) templates?\\b", "the account");
    }

    private AccountSentences() {}

    private static void phrase(String pattern, String replacement) {
        PHRASES.put(Pattern.compile(pattern), replacement);
    }

    static Verdict of(Verdict verdict, String region) {
        return verdict.with(verdict.findings().stream().map(finding -> of(finding, region)).toList());
    }

    private static Finding of(Finding finding, String region) {
        return new Finding(finding.rule(), finding.level(), of(finding.sentence(), region),
                finding.fixes().stream().map(fix -> of(fix, region)).toList(),
                finding.doubts().stream().map(doubt -> of(doubt, region)).toList(), finding.covered(),
                finding.broken());
    }

    private static Fix of(Fix fix, String region) {
        return new Fix(fix.template(), of(fix.summary(), region), fix.changes());
    }

    static String of(String sentence, String region) {
        String words = sentence.replace("<region>", region);
        for (Map.Entry<Pattern, String> phrase : PHRASES.entrySet()) {
            words = phrase.getKey().matcher(words).replaceAll(phrase.getValue());
        }
        return UNREAD.matcher(words).replaceAll(found -> Matcher.quoteReplacement("(" + found.group(1) + ": "
                + found.group(2) + ")" + found.group(3) + " cannot be seen; "
                + remedy(found.group(1), found.group(2))));
    }

    private static String remedy(String action, String code) {
        if (code.equals(Resources.NOT_ASKED)) {
            return "take the snapshot again";
        }
        return Seen.isDenied(code) ? "allow " + action : "ask again";
    }
}
