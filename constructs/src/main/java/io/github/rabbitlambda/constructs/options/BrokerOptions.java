package io.github.rabbitlambda.constructs.options;

import java.util.List;

import io.github.rabbitlambda.reachability.network.RabbitMqOffer;

/**
 * The broker: its RabbitMQ version, instance type, number of nodes and zones.
 *
 * @param availabilityZones
 *            names of zones; if empty, CloudFormation takes the first ones of the Region
 */
public record BrokerOptions(String engineVersion, String instanceType, DeploymentMode deploymentMode,
        List<String> availabilityZones) {

    public BrokerOptions {
        availabilityZones = List.copyOf(availabilityZones);
        Mistakes mistakes = new Mistakes();
        mistakes.in(() -> {
            checkVersion(engineVersion);
            checkInstance(engineVersion, instanceType);
        });
        List<String> zones = availabilityZones;
        mistakes.in(() -> checkZones(deploymentMode, zones));
        zones.forEach(zone -> mistakes.in(() -> checkZone(zone)));
        mistakes.throwIfAny();
    }

    /** Whether the version is this one or a later one, such as 4.3. */
    public boolean isAtLeast(String version) {
        return RabbitMqOffer.VERSIONS.indexOf(engineVersion) >= RabbitMqOffer.VERSIONS.indexOf(version);
    }

    private static void checkVersion(String version) {
        if (!RabbitMqOffer.VERSIONS.contains(version)) {
            throw Refusal.of("engineVersion", "one of " + String.join(", ", RabbitMqOffer.VERSIONS), version,
                    "Amazon MQ takes the major and minor version and chooses the patch itself");
        }
    }

    private static void checkInstance(String version, String type) {
        if (RabbitMqOffer.needsNewInstance(version) && !RabbitMqOffer.runsEveryVersion(type)) {
            throw Refusal.of("instanceType", "an mq.m7g size such as mq.m7g.medium", type,
                    "Amazon MQ runs RabbitMQ " + version + " on that family only");
        }
        if (!RabbitMqOffer.isOffered(type)) {
            throw Refusal.of("instanceType", "an mq.m7g or mq.m5 size", type,
                    "Amazon MQ offers no other instances for RabbitMQ, mq.t3.micro included");
        }
    }

    private static void checkZones(DeploymentMode mode, List<String> zones) {
        if (zones.stream().distinct().count() != zones.size()) {
            throw Refusal.of("availabilityZones", "different zones", String.join(",", zones),
                    "Amazon MQ wants each subnet of a broker in a zone of its own");
        }
        if (mode == DeploymentMode.CLUSTER_MULTI_AZ && zones.size() == 1) {
            throw Refusal.of("availabilityZones", "at least two zones for deploymentMode cluster",
                    String.join(",", zones), "a cluster in one zone goes down with it");
        }
    }

    private static void checkZone(String zone) {
        if (!zone.matches("[a-z]{2,}(-[a-z]+)+-\\d+[a-z]")) {
            throw Refusal.of("availabilityZones", "names such as us-east-1a", zone,
                    "CloudFormation takes no zone ids");
        }
    }
}
