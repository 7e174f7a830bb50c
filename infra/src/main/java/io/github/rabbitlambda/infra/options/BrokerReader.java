package io.github.rabbitlambda.infra.options;

import io.github.rabbitlambda.constructs.options.BrokerOptions;
import io.github.rabbitlambda.constructs.options.DeploymentMode;
import io.github.rabbitlambda.constructs.options.Refusal;
import io.github.rabbitlambda.reachability.network.RabbitMqOffer;

/**
 * Reads the options of the broker.
 */
final class BrokerReader {
    private BrokerReader() {}

    static BrokerOptions read(Context context) {
        String version = context.text("engineVersion", "4.3");
        checkUpgrades(context.flag("autoMinorVersionUpgrade", true), version);
        return new BrokerOptions(version, context.text("instanceType", "mq.m7g.medium"),
                mode(context.text("deploymentMode", "single")), context.list("availabilityZones"));
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
