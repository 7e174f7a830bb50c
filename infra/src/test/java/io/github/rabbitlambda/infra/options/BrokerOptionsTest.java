package io.github.rabbitlambda.infra.options;

import static io.github.rabbitlambda.infra.options.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rabbitlambda.constructs.options.BrokerOptions;
import io.github.rabbitlambda.constructs.options.DeploymentMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerOptionsTest {

    private static BrokerOptions broker(String version, String type) {
        return TestOptions.of(Map.of("engineVersion", version, "instanceType", type)).broker();
    }

    private static List<String> zones(String mode, String zones) {
        return TestOptions.of(Map.of("deploymentMode", mode, "availabilityZones", zones)).broker().availabilityZones();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.13", "4.2", "4.3"})
    void takesTheVersionsOfAmazonMq(String version) {
        assertThat(TestOptions.of(Map.of("engineVersion", version)).broker().engineVersion()).isEqualTo(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.2.1", "3.12", "4", "latest"})
    void refusesOtherVersions(String version) {
        assertRefused("engineVersion", version, "engineVersion must be one of 3.13, 4.2, 4.3 (given " + version
                + "): Amazon MQ takes the major and minor version and chooses the patch itself");
    }

    @ParameterizedTest
    @ValueSource(strings = {"medium", "large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge"})
    void takesEverySizeOfM7gOnEveryVersion(String size) {
        for (String version : List.of("3.13", "4.2", "4.3")) {
            assertThat(broker(version, "mq.m7g." + size).instanceType()).isEqualTo("mq.m7g." + size);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"large", "xlarge", "2xlarge", "4xlarge"})
    void takesM5OnRabbitMq3Only(String size) {
        String type = "mq.m5." + size;
        assertThat(broker("3.13", type).instanceType()).isEqualTo(type);
        assertRefused("instanceType", type, "instanceType must be an mq.m7g size such as mq.m7g.medium (given " + type
                + "): Amazon MQ runs RabbitMQ 4.3 on that family only");
    }

    @Test
    void ordersItsVersions() {
        assertThat(broker("4.2", "mq.m7g.large").isAtLeast("3.13")).isTrue();
        assertThat(broker("4.2", "mq.m7g.large").isAtLeast("4.2")).isTrue();
        assertThat(broker("4.2", "mq.m7g.large").isAtLeast("4.3")).isFalse();
        assertThat(broker("3.13", "mq.m7g.large").isAtLeast("4.2")).isFalse();
    }

    // documentation and samples still show mq.t3.micro; CreateBroker refuses it
    @ParameterizedTest
    @ValueSource(strings = {"mq.t3.micro", "mq.m5.medium", "mq.m5.8xlarge", "mq.m7g.3xlarge", "mq.m7g.small",
            "mqxm7g.large"})
    void refusesOtherInstances(String type) {
        assertRefused(Map.of("engineVersion", "3.13", "instanceType", type),
                "instanceType must be an mq.m7g or mq.m5 size (given " + type
                        + "): Amazon MQ offers no other instances for RabbitMQ, mq.t3.micro included");
    }

    @Test
    void refusesBrokersWithoutMinorUpgrades() {
        assertRefused(Map.of("engineVersion", "3.13", "autoMinorVersionUpgrade", "false"),
                "autoMinorVersionUpgrade must be true (given false): brokers on RabbitMQ 3.13 are not"
                        + " created without it, as on every version from 3.13 on");
        assertThat(TestOptions.of(Map.of("autoMinorVersionUpgrade", "true")).broker().engineVersion())
                .isEqualTo("4.3");
    }

    @Test
    void takesOneInstanceOrACluster() {
        assertThat(TestOptions.of(Map.of("deploymentMode", "single")).broker().deploymentMode())
                .isEqualTo(DeploymentMode.SINGLE_INSTANCE);
        assertThat(TestOptions.of(Map.of("deploymentMode", "cluster")).broker().deploymentMode())
                .isEqualTo(DeploymentMode.CLUSTER_MULTI_AZ);
        assertRefused("deploymentMode", "CLUSTER_MULTI_AZ", "deploymentMode must be single or cluster (given"
                + " CLUSTER_MULTI_AZ): Amazon MQ has no other mode for RabbitMQ");
    }

    @Test
    void takesNamedZones() {
        assertThat(zones("single", "us-east-1a")).containsExactly("us-east-1a");
        assertThat(zones("single", "us-gov-west-1a, ap-southeast-2b")).containsExactly("us-gov-west-1a",
                "ap-southeast-2b");
        assertThat(zones("cluster", "us-east-1a,us-east-1b")).containsExactly("us-east-1a", "us-east-1b");
        assertThat(TestOptions.of(Map.of("deploymentMode", "cluster")).broker().availabilityZones()).isEmpty();
    }

    @Test
    void refusesAClusterInOneZone() {
        assertRefused(Map.of("deploymentMode", "cluster", "availabilityZones", "us-east-1a"),
                "availabilityZones must be at least two zones for deploymentMode cluster (given us-east-1a):"
                        + " a cluster in one zone goes down with it");
    }

    @Test
    void refusesTheSameZoneTwice() {
        assertRefused("availabilityZones", "us-east-1a,us-east-1a", "availabilityZones must be different zones (given"
                + " us-east-1a,us-east-1a): Amazon MQ wants each subnet of a broker in a zone of its own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"use1-az1", "us-east-1", "us-east-a", "us1a", "us-east-1ab", "US-EAST-1A"})
    void refusesZonesThatAreNoNames(String zone) {
        assertRefused("availabilityZones", "us-east-1b," + zone, "availabilityZones must be names such as us-east-1a"
                + " (given " + zone + "): CloudFormation takes no zone ids");
    }

    @Test
    void keepsItsZonesWhateverHappensToTheList() {
        List<String> zones = new ArrayList<>(List.of("us-east-1a"));
        BrokerOptions options = new BrokerOptions("4.2", "mq.m7g.medium", DeploymentMode.SINGLE_INSTANCE, zones);
        zones.clear();
        assertThat(options.availabilityZones()).containsExactly("us-east-1a");
    }
}
