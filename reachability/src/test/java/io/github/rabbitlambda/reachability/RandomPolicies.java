package io.github.rabbitlambda.reachability;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Random policies around a mapping: those that it needs, with random changes. Texts that start with @ stand for what a
 * template refers to, such as the ARN of the role.
 */
final class RandomPolicies {
    /** Two conditions on parameters, and one that no parameter decides. */
    static final List<String> CONDITIONS = List.of("First", "Second", "Undecided");
    static final String ALWAYS = "";
    static final String ACCOUNT = "111122223333";
    private static final List<String> EC2 = List.of("ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface",
            "ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs");
    private static final List<String> ACTIONS = List.of("*", "mq:DescribeBroker", "mq:*", "secretsmanager:Get*",
            "SecretsManager:GetSecretValue", "kms:?ecrypt", "kms:*", "ec2:*", "ec2:Describe*", "s3:*", "sts:*",
            "lambda:Invoke*");
    private static final List<String> RESOURCES = List.of("*", "*", "@broker", "@secret", "@key",
            "arn:aws:mq:*:*:broker:*", "arn:aws:mq:*", "arn:aws:secretsmanager:*:*:secret:*", "arn:aws:ec2:*:*:*",
            "arn:aws:kms:*:" + ACCOUNT + ":key/*", "arn:aws:secretsmanager:*:secret:*", "arn:aws:s3:::x",
            "arn:aws:secretsmanager:*:*:secret:other-*");
    private static final List<String> LAMBDA = List.of("Service lambda.amazonaws.com",
            "Service lambda.amazonaws.com", "Service ec2.amazonaws.com", "*", "AWS *", "AWS @role");
    private static final List<String> ROLE = List.of("AWS @role", "AWS @role", "*", "AWS *", "AWS @root",
            "AWS arn:aws:iam::" + ACCOUNT + ":root", "AWS " + ACCOUNT, "AWS arn:aws:iam::" + ACCOUNT + ":role/other",
            "Service lambda.amazonaws.com");
    private static final List<String> KEYS = List.of("Bool aws:SecureTransport true",
            "Bool aws:SecureTransport false", "BoolIfExists aws:SecureTransport false",
            "ArnEquals aws:PrincipalArn @role", "ArnNotEquals aws:PrincipalArn @role",
            "StringEquals aws:PrincipalOrgID o-1", "StringNotEquals aws:PrincipalOrgID o-1",
            "StringEquals aws:SourceVpc vpc-1", "StringNotEqualsIfExists aws:SourceVpc vpc-1",
            "Null aws:PrincipalArn true", "Null aws:PrincipalArn false", "Bool aws:PrincipalIsAWSService true",
            "StringEquals kms:ViaService @via", "StringEquals aws:PrincipalAccount @account",
            "StringEquals aws:PrincipalAccount " + ACCOUNT, "StringNotEquals aws:PrincipalAccount " + ACCOUNT);
    private static final List<String> SOURCE_KEYS = List.of("StringEquals aws:SourceAccount @account",
            "StringEquals aws:SourceAccount " + ACCOUNT, "StringNotEquals aws:SourceAccount @account",
            "StringEqualsIfExists aws:SourceAccount @account", "Null aws:SourceAccount true");

    /** One of two values or nothing, by a condition. */
    record When<T>(String condition, Optional<T> holds, Optional<T> fails) {}

    /**
     * @param principal kind and name; none in a policy of a role
     * @param condition operator, key and value
     */
    record Statement(When<String> effect, Optional<When<String>> principal, boolean notAction,
            List<When<String>> actions, boolean notResource, List<When<String>> resources,
            Optional<When<String>> condition) {}

    record Policy(List<When<Statement>> statements) {}

    /** Whose calls a policy decides about, and hence what its statements may name. */
    private enum Kind {
        TRUST, ENDPOINT_OF_SERVICE, OF_ROLE, ON_RESOURCE
    }

    final When<Policy> trust;
    final List<When<Policy>> inline = new ArrayList<>();
    final Optional<When<Policy>> attached;
    final Optional<When<Policy>> boundary;
    final Optional<When<Policy>> secretPolicy;
    /** The condition under which the secret has a key of its own; empty if it has none. */
    final Optional<String> keyed;
    final Optional<When<Policy>> keyPolicy;
    final Optional<When<Policy>> stsEndpoint;
    final Optional<When<Policy>> secretsEndpoint;
    final Optional<When<Policy>> lambdaEndpoint;

    private final Random random;

    RandomPolicies(long seed) {
        random = new Random(seed);
        trust = policy(Kind.TRUST,
                List.of(sound(Kind.TRUST, List.of("sts:AssumeRole"), "Service lambda.amazonaws.com", "*")),
                true);
        keyed = chance(3) ? Optional.of(condition(2)) : Optional.empty();
        inline.add(policy(Kind.OF_ROLE, ofRole(), true));
        if (chance(5)) {
            inline.add(policy(Kind.OF_ROLE, List.of(), false));
        }
        attached = sometimes(5, Kind.OF_ROLE, List.of());
        boundary = sometimes(8, Kind.OF_ROLE, List.of(sound(Kind.OF_ROLE, List.of("*"), "", "*")));
        secretPolicy = sometimes(4, Kind.ON_RESOURCE, chance(2)
                ? List.of()
                : List.of(
                        sound(Kind.ON_RESOURCE, List.of("secretsmanager:GetSecretValue"), "AWS @role", "*")));
        keyPolicy = chance(4)
                ? Optional.empty()
                : Optional.of(policy(Kind.ON_RESOURCE,
                        List.of(sound(Kind.ON_RESOURCE, List.of("kms:*"),
                                pick(List.of("AWS @root", "AWS @root", "AWS " + ACCOUNT)), "*")),
                        true));
        stsEndpoint = sometimes(5, Kind.ENDPOINT_OF_SERVICE, List.of(sound(Kind.ENDPOINT_OF_SERVICE,
                List.of("sts:AssumeRole"), "Service lambda.amazonaws.com", "*")));
        secretsEndpoint = sometimes(5, Kind.ON_RESOURCE, List.of(sound(Kind.ON_RESOURCE,
                List.of("secretsmanager:GetSecretValue"), "AWS @role", "@secret")));
        lambdaEndpoint = sometimes(8, Kind.ENDPOINT_OF_SERVICE,
                List.of(sound(Kind.ENDPOINT_OF_SERVICE, List.of("lambda:InvokeFunction"), "*", "*")));
    }

    private List<Statement> ofRole() {
        List<Statement> statements = new ArrayList<>(List.of(
                sound(Kind.OF_ROLE, List.of("mq:DescribeBroker"), "", "@broker"),
                sound(Kind.OF_ROLE, EC2, "", "*")));
        if (!chance(8)) {
            statements.add(sound(Kind.OF_ROLE, List.of("secretsmanager:GetSecretValue"), "", "@secret"));
        }
        if (keyed.isPresent() && !chance(8)) {
            statements.add(sound(Kind.OF_ROLE, List.of("kms:Decrypt"), "", chance(2) ? "@key" : "*"));
        }
        return statements;
    }

    private Optional<When<Policy>> sometimes(int oneIn, Kind kind, List<Statement> statements) {
        return chance(oneIn) ? Optional.of(policy(kind, statements, chance(2))) : Optional.empty();
    }

    private When<Policy> policy(Kind kind, List<Statement> sound, boolean always) {
        List<When<Statement>> statements = new ArrayList<>();
        sound.forEach(statement -> statements.add(when(25, statement, () -> any(kind))));
        while (chance(sound.isEmpty() ? 2 : 6)) {
            statements.add(when(3, any(kind), () -> any(kind)));
        }
        Policy policy = new Policy(statements);
        return always ? when(20, policy, () -> new Policy(List.of(always(any(kind))))) : when(3, policy, () -> policy);
    }

    private Statement sound(Kind kind, List<String> actions, String principal, String resource) {
        return new Statement(always("Allow"),
                principal.isEmpty() ? Optional.empty() : Optional.of(either(30, principal, principal(kind))),
                false, actions.stream().map(action -> when(60, action, () -> pick(ACTIONS))).toList(), false,
                kind == Kind.TRUST ? List.of() : List.of(when(30, resource, () -> pick(RESOURCES))),
                chance(kind == Kind.TRUST ? 6 : 20) ? Optional.of(always(key(kind))) : Optional.empty());
    }

    private Statement any(Kind kind) {
        String effect = chance(2) ? "Deny" : "Allow";
        return new Statement(either(15, effect, effect.equals("Deny") ? "Allow" : "Deny"),
                kind == Kind.OF_ROLE ? Optional.empty() : Optional.of(either(10, principal(kind), principal(kind))),
                chance(12),
                some(() -> kind == Kind.TRUST ? "sts:AssumeRole" : pick(ACTIONS)), kind != Kind.TRUST && chance(12),
                kind == Kind.TRUST ? List.of() : some(() -> pick(RESOURCES)),
                chance(3) ? Optional.empty() : Optional.of(when(8, key(kind), () -> key(kind))));
    }

    private <T> List<When<T>> some(Supplier<T> next) {
        List<When<T>> list = new ArrayList<>(List.of(when(10, next.get(), next)));
        while (chance(4)) {
            list.add(when(4, next.get(), next));
        }
        return list;
    }

    private String principal(Kind kind) {
        return pick(kind == Kind.ON_RESOURCE ? ROLE : LAMBDA);
    }

    private String key(Kind kind) {
        boolean service = kind == Kind.TRUST || kind == Kind.ENDPOINT_OF_SERVICE;
        return pick(service && !chance(4) ? SOURCE_KEYS : KEYS);
    }

    private static <T> When<T> always(T value) {
        return new When<>(ALWAYS, Optional.of(value), Optional.empty());
    }

    private <T> When<T> when(int oneIn, T value, Supplier<T> other) {
        if (!chance(oneIn)) {
            return always(value);
        }
        boolean first = chance(2);
        Optional<T> second = chance(2) ? Optional.of(other.get()) : Optional.empty();
        return new When<>(pick(CONDITIONS), first ? Optional.of(value) : second, first ? second : Optional.of(value));
    }

    private <T> When<T> either(int oneIn, T value, T other) {
        return chance(oneIn) ? new When<>(pick(CONDITIONS), Optional.of(value), Optional.of(other)) : always(value);
    }

    private String condition(int oneIn) {
        return chance(oneIn) ? pick(CONDITIONS) : ALWAYS;
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
