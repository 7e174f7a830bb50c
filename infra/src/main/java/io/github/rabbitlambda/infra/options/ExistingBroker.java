package io.github.rabbitlambda.infra.options;

import io.github.rabbitlambda.constructs.options.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * A broker that exists already.
 *
 * @param endpoint
 *            such as amqps://b-….mq.us-east-1.amazonaws.com:5671
 * @param secretArn
 *            of the secret with the keys username and password
 * @param secretKeyArn
 *            of the key that encrypts the secret; empty for the key of AWS
 * @param vpcId
 *            of the broker; empty for a public one
 * @param securityGroups
 *            of the broker; empty for a public one
 * @param subnets
 *            of the broker; empty for a public one
 */
public record ExistingBroker(String arn, String endpoint, String secretArn, Optional<String> secretKeyArn,
        Optional<String> vpcId,
        List<String> securityGroups, List<String> subnets) {
    private static final String GROUP = "sg-[0-9a-f]{8}(?:[0-9a-f]{9})?";
    private static final String ENDPOINT = "amqps://[a-zA-Z0-9.-]+:5671";
    private static final List<String> DETAILS = List.of("brokerEndpoint", "brokerSecretArn", "brokerSecretKeyArn",
            "brokerSecurityGroups",
            "brokerSubnets");
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
        context.require("brokerSecretArn", "given together with brokerArn",
                "the mapping signs in with the user and password that the secret holds");
        Optional<Arn> broker = Arn.read(context, Arn.Kind.BROKER);
        Optional<Arn> secret = Arn.read(context, Arn.Kind.SECRET);
        List<String> groups = ExistingVpc.idList(context, "brokerSecurityGroups", GROUP, "sg-0123456789abcdef0");
        List<String> subnets = ExistingVpc.subnetList(context, "brokerSubnets");
        requireAll(context);
        return Optional
                .of(new ExistingBroker(text(broker), endpoint(context, broker), text(secret),
                        Arn.read(context, Arn.Kind.SECRET_KEY).map(Arn::text), vpc(context), groups,
                        subnets));
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
}
