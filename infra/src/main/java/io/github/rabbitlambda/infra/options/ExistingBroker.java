package io.github.rabbitlambda.infra.options;

import io.github.rabbitlambda.constructs.options.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * A broker that exists already.
 *
 * @param endpoint
 *            such as amqps://b-….mq.us-east-1.amazonaws.com:5671
 * @param vpcId
 *            of the broker; empty for a public one
 * @param securityGroups
 *            of the broker; empty for a public one
 * @param subnets
 *            of the broker; empty for a public one
 */
public record ExistingBroker(String arn, String endpoint, Secret secret, Optional<String> vpcId,
        List<String> securityGroups, List<String> subnets) {
    private static final String GROUP = "sg-[0-9a-f]{8}(?:[0-9a-f]{9})?";
    private static final String ADMINISTRATOR = "brokerAdministratorSecretArn";
    private static final String ENDPOINT = "amqps://[a-zA-Z0-9.-]+:5671";
    private static final List<String> DETAILS = List.of("brokerEndpoint", "brokerSecretArn",
            "brokerAdministratorSecretArn", "brokerSecretKeyArn", "brokerSecurityGroups", "brokerSubnets");
    private static final List<String> OF_A_NEW_BROKER = List.of("instanceType", "deploymentMode",
            "autoMinorVersionUpgrade", "availabilityZones", "replaceBroker", "subnetIds", "vpcLookup", "vpcCidr",
            "existingEndpoints");
    private static final List<String> NETWORK = List.of("vpcId", "brokerSubnets", "brokerSecurityGroups");

    public ExistingBroker {
        securityGroups = List.copyOf(securityGroups);
        subnets = List.copyOf(subnets);
    }

    static Optional<ExistingBroker> read(Context context) {
        if (!context.isGiven("brokerArn")) {
            context.refuseIfGiven(DETAILS, "brokerArn is not given, so the stacks make a broker of their own");
            return Optional.empty();
        }
        context.refuseIfGiven(OF_A_NEW_BROKER, "brokerArn is given, and that broker is used where and as it is");
        context.require("brokerEndpoint", "given together with brokerArn",
                "functions publish, declare and observe there; the broker's page in the console shows it");
        context.require("engineVersion", "given together with brokerArn",
                "what its queues can have depends on the version that it runs");
        Optional<Arn> broker = Arn.read(context, Arn.Kind.BROKER);
        List<String> groups = ExistingVpc.idList(context, "brokerSecurityGroups", GROUP, "sg-0123456789abcdef0");
        List<String> subnets = ExistingVpc.subnetList(context, "brokerSubnets");
        requireAll(context);
        return Optional
                .of(new ExistingBroker(text(broker), endpoint(context, broker), Secret.read(context),
                        vpc(context), groups, subnets));
    }

    private static Optional<String> vpc(Context context) {
        return context.text("vpcId")
                .flatMap(id -> context.orElse(Optional.empty(), () -> Optional.of(ExistingVpc.checked(id))));
    }

    private static String text(Optional<Arn> arn) {
        return arn.map(Arn::text).orElse("");
    }

    private static void requireAll(Context context) {
        NETWORK.stream().filter(context::isGiven).findFirst().ifPresent(given -> NETWORK.forEach(
                name -> context.require(name, "given together with " + given,
                        "a private broker has all three, a public one has none")));
    }

    private static String endpoint(Context context, Optional<Arn> broker) {
        String endpoint = context.text("brokerEndpoint", "");
        if (!endpoint.isEmpty()) {
            context.check(() -> checkEndpoint(endpoint, broker));
        }
        return endpoint;
    }

    private static void checkEndpoint(String endpoint, Optional<Arn> broker) {
        if (!endpoint.matches(ENDPOINT)) {
            throw Refusal.of("brokerEndpoint", "an endpoint such as amqps://b-1234.mq.us-east-1.amazonaws.com:5671",
                    endpoint, "Amazon MQ offers AMQP with TLS on that port only");
        }
        broker.map(Arn::id).filter(id -> !endpoint.startsWith("amqps://" + id + ".")).ifPresent(id -> {
            throw Refusal.of("brokerEndpoint", "of the broker of brokerArn, so amqps://" + id + "…", endpoint,
                    "the stack would declare its queues on one broker and read another");
        });
    }

    public boolean isPublic() {
        return subnets.isEmpty();
    }

    /**
     * The secret with the keys username and password.
     *
     * @param isAdministrators
     *            whether its user is an administrator, with whom a deployment makes users of its own
     * @param keyArn
     *            of the key that encrypts the secret; empty for the key of AWS
     */
    public record Secret(String arn, boolean isAdministrators, Optional<String> keyArn) {
        private static final String OWN_USER = "brokerSecretArn";

        private static Secret read(Context context) {
            Optional<Arn> administrators = Arn.read(context, Arn.Kind.ADMINISTRATOR_SECRET);
            Optional<Arn> own = Arn.read(context, Arn.Kind.SECRET);
            check(context);
            return new Secret(text(administrators.or(() -> own)), context.isGiven(ADMINISTRATOR),
                    Arn.read(context, Arn.Kind.SECRET_KEY).map(Arn::text));
        }

        private static void check(Context context) {
            if (context.isGiven(ADMINISTRATOR)) {
                context.refuseIfGiven(List.of(OWN_USER),
                        "brokerAdministratorSecretArn is given, with which a deployment makes the mapping's user");
                return;
            }
            context.require(OWN_USER, "given together with brokerArn, or brokerAdministratorSecretArn instead",
                    "the mapping signs in with the user and password that the secret holds");
            if (context.isGiven(OWN_USER)) {
                context.refuseIfGiven(List.of("consumerPermissions", "rotationDays"),
                        "brokerSecretArn names a user that exists; with brokerAdministratorSecretArn a deployment makes users");
            }
        }
    }
}
