package io.github.rabbitlambda.infra.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What would be refused at deployment, or deploy and never deliver, is refused at synthesis. */
class OptionsTest {

    private static Options options(String name, String value) {
        return TestOptions.of(Map.of(name, value));
    }

    private static void assertRefused(String name, String value, String message) {
        assertThatThrownBy(() -> options(name, value)).as(name + "=" + value).isInstanceOf(Refusal.class)
                .hasMessage(message);
    }

    @Test
    void hasDefaultsThatAmazonMqTakes() {
        Options options = TestOptions.of(Map.of());
        assertThat(options.broker()).isEqualTo(
                new BrokerOptions("4.2", "mq.m7g.medium", DeploymentMode.SINGLE_INSTANCE, List.of()));
        assertThat(options.queues()).isEqualTo(new QueueOptions("messages", "/", 1, 500));
        assertThat(options.mapping().batchSize()).isEqualTo(100);
        assertThat(options.mapping().batchWindow()).isEmpty();
        assertThat(options.verify()).isEqualTo(Verification.PROBE);
        assertThat(options.parking()).isEqualTo(Parking.UNTIL_DELETION);
        assertThat(options.features()).containsExactly(Feature.OBSERVATION);
    }

    @ParameterizedTest
    @CsvSource({"batchSize,1", "batchSize,10000", "batchWindow,0", "batchWindow,300", "timeout,1", "timeout,840",
            "memorySize,128", "memorySize,10240", "shards,1", "shards,100", "deliveryLimit,1", "deliveryLimit,1000000",
            "listenerConcurrency,1", "listenerConcurrency,10000"})
    void takesNumbersUpToTheirLimits(String name, String value) {
        assertThat(options(name, value)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"batchSize,0,1,10000", "batchSize,10001,1,10000", "batchWindow,-1,0,300", "batchWindow,301,0,300",
            "timeout,0,1,840", "timeout,841,1,840", "memorySize,127,128,10240", "memorySize,10241,128,10240",
            "shards,0,1,100", "shards,101,1,100", "deliveryLimit,0,1,1000000", "deliveryLimit,1000001,1,1000000",
            "listenerConcurrency,0,1,10000", "listenerConcurrency,10001,1,10000", "batchSize,ten,1,10000"})
    void refusesNumbersBeyondTheirLimits(String name, String value, int least, int greatest) {
        assertThatThrownBy(() -> options(name, value)).isInstanceOf(Refusal.class).hasMessageStartingWith(
                name + " must be between " + least + " and " + greatest + " (given " + value + "): ");
    }

    @Test
    void refusesRabbitMq4OnOtherInstancesThanM7g() {
        assertRefused("instanceType", "mq.m5.large", "instanceType must be an mq.m7g size such as mq.m7g.medium (given"
                + " mq.m5.large): Amazon MQ runs RabbitMQ 4.2 on that family only");
    }

    @Test
    void takesM5OnRabbitMq3() {
        assertThat(TestOptions.of(Map.of("engineVersion", "3.13", "instanceType", "mq.m5.large")).broker()
                .instanceType()).isEqualTo("mq.m5.large");
    }

    // documentation and samples still show it; CreateBroker refuses it
    @Test
    void refusesT3Micro() {
        assertThatThrownBy(
                () -> TestOptions.of(Map.of("engineVersion", "3.13", "instanceType", "mq.t3.micro")))
                .isInstanceOf(Refusal.class).hasMessage("instanceType must be an mq.m7g or mq.m5 size (given"
                        + " mq.t3.micro): Amazon MQ offers no other instances for RabbitMQ, mq.t3.micro included");
    }

    @Test
    void refusesBrokersWithoutMinorUpgrades() {
        assertThatThrownBy(
                () -> TestOptions.of(Map.of("engineVersion", "3.13", "autoMinorVersionUpgrade", "false")))
                .isInstanceOf(Refusal.class)
                .hasMessage("autoMinorVersionUpgrade must be true (given false): brokers on RabbitMQ 3.13 are not"
                        + " created without it, as on every version from 3.13 on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.2.1", "3.12", "4", "latest"})
    void refusesOtherVersions(String version) {
        assertRefused("engineVersion", version, "engineVersion must be one of 3.13, 4.2, 4.3 (given " + version
                + "): Amazon MQ takes the major and minor version and chooses the patch itself");
    }

    @Test
    void refusesAClusterInOneZone() {
        assertThatThrownBy(() -> TestOptions
                .of(Map.of("deploymentMode", "cluster", "availabilityZones", "us-east-1a")))
                .isInstanceOf(Refusal.class)
                .hasMessage(
                        "availabilityZones must be at least two zones for deploymentMode cluster (given us-east-1a):"
                                + " a cluster in one zone goes down with it");
    }

    @Test
    void refusesTheSameZoneTwice() {
        assertRefused("availabilityZones", "us-east-1a,us-east-1a", "availabilityZones must be different zones (given"
                + " us-east-1a,us-east-1a): Amazon MQ wants each subnet of a broker in a zone of its own");
    }

    @Test
    void refusesZoneIds() {
        assertRefused("availabilityZones", "use1-az1", "availabilityZones must be names such as us-east-1a (given"
                + " use1-az1): CloudFormation takes no zone ids");
    }

    @Test
    void takesQueueNamesThatLeaveRoomForTheDeadLetterQueue() {
        assertThat(options("queueName", "q".repeat(243)).queues().deadLetterQueue()).hasSize(255);
    }

    @Test
    void refusesQueueNamesThatRabbitMqRefuses() {
        String name = "ü".repeat(122);
        assertRefused("queueName", name, "queueName must be at most 243 bytes (given " + name
                + "): RabbitMQ's names end at 255 and the dead-letter queue's is 12 longer");
        assertRefused("queueName", "amq.queue", "queueName must be a name without the prefix amq. (given amq.queue):"
                + " RabbitMQ reserves it");
    }

    @Test
    void refusesVirtualHostsThatLambdaRefuses() {
        assertRefused("virtualHost", "a b", "virtualHost must be 1 to 200 letters, digits or / * : _ + = . @ - (given"
                + " a b): Lambda takes no other virtual hosts");
        assertThat(options("virtualHost", "v".repeat(200)).queues().hasOwnVirtualHost()).isTrue();
        assertThatThrownBy(() -> options("virtualHost", "v".repeat(201))).isInstanceOf(Refusal.class);
    }

    @Test
    void refusesFiltersThatAreNotJson() {
        assertRefused("filters", "{data", "filters must be JSON (given {data): Lambda reads patterns as JSON");
    }

    @Test
    void refusesFilterKeysThatWouldEatTheQueue() {
        assertRefused("filters", "[{\"value\":{\"a\":[1]}}]",
                "filters must be patterns with the key data (given value):"
                        + " no RabbitMQ message has it, so the mapping would acknowledge and drop every one");
    }

    @Test
    void takesFiveFiltersAndRefusesSix() {
        assertThat(options("filters", filters(5)).mapping().filters()).hasSize(5);
        assertRefused("filters", filters(6), "filters must be at most 5 patterns (given 6 patterns): Lambda takes no"
                + " more without a raised quota");
    }

    private static String filters(int count) {
        return "[" + String.join(",", Collections.nCopies(count, "{\"data\":{\"a\":[1]}}")) + "]";
    }

    @Test
    void takesFiltersAsTextOrAsJson() {
        List<Filter> nested = options("filters", "[\"{\\\"data\\\":{\\\"a\\\":[1]}}\"]").mapping().filters();
        assertThat(nested).containsExactly(new Filter("{\"data\":{\"a\":[1]}}", true));
        assertThat(options("filters", "{\"basicProperties\":{\"appId\":[\"a\"]}}").mapping().filters())
                .containsExactly(new Filter("{\"basicProperties\":{\"appId\":[\"a\"]}}", false));
    }

    @Test
    void refusesOptionsThatAreSpeltOtherwise() {
        assertRefused("batch-size", "10", "the option batchSize must be spelt batchSize (given batch-size): CDK ignores"
                + " any other spelling");
    }

    @Test
    void refusesFlagsThatAreNeitherOnNorOff() {
        assertRefused("observe", "yes",
                "observe must be true or false (given yes): nothing else switches it on or off");
    }

    @Test
    void refusesToRetainWhatIsNotParked() {
        assertThatThrownBy(() -> TestOptions.of(Map.of("failureQueue", "false", "retainFailures", "true")))
                .isInstanceOf(Refusal.class)
                .hasMessage("retainFailures must be false (given true): failureQueue is false, so nothing is parked");
    }

    // the function would fail every invocation, for ever
    @Test
    void refusesAHandlerThatIsNotInTheJar() {
        assertThatThrownBy(() -> options("handler", "com.example.Missing::handle")).isInstanceOf(Refusal.class)
                .hasMessage("handler must be a class in " + TestJars.FUNCTION
                        + " (given com.example.Missing): every invocation would fail without it");
    }

    @Test
    void refusesAJarThatIsNotThere() {
        assertRefused("functionJar", "no.jar", "functionJar must be a jar that can be read (given no.jar): there is no"
                + " such file; build it first");
    }

    // a listener that doesn't know the probe would process it as a message
    @Test
    void verifiesByStateWhereTheListenerIsNotOurs() {
        Map<String, String> foreign = Map.of("functionJar", TestJars.FOREIGN, "handler", "com.example.Handler");
        assertThat(TestOptions.of(foreign).verify()).isEqualTo(Verification.STATE);
        Map<String, String> probed = new TreeMap<>(foreign);
        probed.put("verify", "probe");
        assertThatThrownBy(() -> TestOptions.of(probed)).isInstanceOf(Refusal.class)
                .hasMessage("verify must be state or off (given probe): only this project's listener drops the probe,"
                        + " and " + TestJars.FOREIGN + " does not hold it");
    }

    @Test
    void refusesEnvironmentNamesThatLambdaRefuses() {
        assertRefused("environment", "{\"A-B\":\"x\"}",
                "environment must be an object whose names are two or more letters, digits or"
                        + " _, a letter first (given A-B): Lambda refuses other names and those it reserves");
        assertRefused("environment", "{\"TABLE\":[1]}",
                "environment.TABLE must be text (given [1]): the environment of a"
                        + " Lambda function holds text only");
        assertThat(options("environment", "{\"TABLE\":\"x\",\"COUNT\":2}").listener().environment())
                .isEqualTo(Map.of("TABLE", "x", "COUNT", "2"));
    }

    @Test
    void takesListsAsTextOrAsJson() {
        assertThat(options("availabilityZones", "us-east-1a, us-east-1b").broker().availabilityZones())
                .isEqualTo(options("availabilityZones", "[\"us-east-1a\",\"us-east-1b\"]").broker()
                        .availabilityZones())
                .containsExactly("us-east-1a", "us-east-1b");
    }
}
