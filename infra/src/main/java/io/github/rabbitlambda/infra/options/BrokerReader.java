package io.github.rabbitlambda.infra.options;

import io.github.rabbitlambda.constructs.options.BrokerOptions;
import io.github.rabbitlambda.constructs.options.DeploymentMode;
import io.github.rabbitlambda.constructs.options.Refusal;
import io.github.rabbitlambda.reachability.network.RabbitMqOffer;
import java.util.List;

/**
 * Reads the options of the broker.
 */
final class BrokerReader {
    private static final BrokerOptions DEFAULT = new BrokerOptions("4.3", "mq.m7g.medium",
            DeploymentMode.SINGLE_INSTANCE, List.of());

    private BrokerReader() {}

    static BrokerOptions read(Context context) {
        String version = context.text("engineVersion", DEFAULT.engineVersion());
        boolean upgrades = context.flag("autoMinorVersionUpgrade", true);
        context.check(() -> checkUpgrades(upgrades, version));
        DeploymentMode mode = context.orElse(DEFAULT.deploymentMode(),
                () -> mode(context.text("deploymentMode", "single")));
        List<String> zones = context.list("availabilityZones");
        return context.orElse(DEFAULT, () -> new BrokerOptions(version, instance(context), mode, zones));
    }

    /** An existing broker has the instance that it has. */
    private static String instance(Context context) {
        boolean exists = context.isGiven("brokerArn");
        return exists ? DEFAULT.instanceType() : context.text("instanceType", DEFAULT.instanceType());
    }

    private static void checkUpgrades(boolean upgrades, String version) {
        if (!upgrades && RabbitMqOffer.needsMinorUpgrades(version)) {
            throw Refusal.of("autoMinorVersionUpgrade", "true", false, "brokers on RabbitMQ " + version
                    + " are not created without it, as on every version from 3.13 on");
        }
    }

    private static DeploymentMode mode(String text) {
        return switch (text) {
            case "single" -> DeploymentMode.SINGLE_INSTANCE;
            case "cluster" -> DeploymentMode.CLUSTER_MULTI_AZ;
            default -> throw Refusal.of("deploymentMode", "single or cluster", text,
                    "Amazon MQ has no other mode for RabbitMQ");
        };
    }
}
