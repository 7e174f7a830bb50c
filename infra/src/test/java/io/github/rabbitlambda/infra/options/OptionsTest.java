package io.github.rabbitlambda.infra.options;

import static io.github.rabbitlambda.infra.options.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rabbitlambda.constructs.options.BrokerOptions;
import io.github.rabbitlambda.constructs.options.DeploymentMode;
import io.github.rabbitlambda.constructs.options.Jar;
import io.github.rabbitlambda.constructs.options.Parking;
import io.github.rabbitlambda.constructs.options.QueueOptions;
import io.github.rabbitlambda.constructs.options.Refusal;
import io.github.rabbitlambda.constructs.options.RetryDelay;
import io.github.rabbitlambda.constructs.options.ShardExchange;
import io.github.rabbitlambda.constructs.options.Verification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Synthesis refuses options that AWS would refuse at deployment, or accept and never deliver a message. */
class OptionsTest {
    private static final Map<String, String> FOREIGN = Map.of("functionJar", TestJars.FOREIGN, "handler",
            "com.example.Handler");

    private static Options options(String name, Object value) {
        return TestOptions.of(Map.of(name, value));
    }

    @Test
    void hasDefaultsThatAmazonMqTakes() {
        Options options = TestOptions.of(Map.of());
        assertThat(options.listener().jar()).isEqualTo(new Jar("examples", TestJars.SAMPLE));
        assertThat(options.listener().handler()).isEqualTo("io.github.rabbitlambda.examples.SampleListener");
        assertThat(options.listener().memorySize()).isEqualTo(1024);
        assertThat(options.listener().timeout()).isEqualTo(300);
        assertThat(options.listener().concurrency()).isEmpty();
        assertThat(options.broker()).isEqualTo(new BrokerOptions("4.3", "mq.m7g.medium", DeploymentMode.SINGLE_INSTANCE,
                List.of()));
        assertThat(options.queues()).isEqualTo(new QueueOptions("messages", "/", 1, 500, ShardExchange.MODULUS_HASH,
                Optional.of(new RetryDelay(60, 300))));
        assertThat(options.mapping().batchSize()).isEqualTo(100);
        assertThat(options.mapping().batchWindow()).isEmpty();
        assertThat(options.verify()).isEqualTo(Verification.PROBE);
        assertThat(options.parking()).isEqualTo(Parking.UNTIL_DELETION);
        assertThat(options.features()).containsExactly(Feature.OBSERVATION);
    }

    @ParameterizedTest
    @CsvSource({"idempotency,IDEMPOTENCY", "observe,OBSERVATION", "existingEndpoints,EXISTING_ENDPOINTS",
            "replaceBroker,REPLACE_BROKER", "terminationProtection,TERMINATION_PROTECTION"})
    void switchesEachFeatureOnAndOff(String name, Feature feature) {
        assertThat(options(name, "true").has(feature)).isTrue();
        assertThat(options(name, "false").has(feature)).isFalse();
    }

    @Test
    void refusesFlagsThatAreNeitherOnNorOff() {
        assertRefused("observe", "yes",
                "observe must be true or false (given yes): nothing else switches it on or off");
    }

    @ParameterizedTest
    @CsvSource({"true,false,UNTIL_DELETION", "true,true,RETAINED", "false,false,NONE"})
    void parksByTwoOptions(String failureQueue, String retainFailures, Parking parking) {
        assertThat(TestOptions.of(Map.of("failureQueue", failureQueue, "retainFailures", retainFailures)).parking())
                .isEqualTo(parking);
    }

    @Test
    void refusesToRetainWhatIsNotParked() {
        assertRefused(Map.of("failureQueue", "false", "retainFailures", "true"),
                "retainFailures must be false (given true): failureQueue is false, so nothing is parked");
    }

    @ParameterizedTest
    @CsvSource({"minimal,MINIMAL,NONE,false", "production,PRODUCTION,UNTIL_DELETION,true"})
    void hasAProfile(String name, Profile profile, Parking parking, boolean observed) {
        Options options = options("profile", name);
        assertThat(options.profile()).isEqualTo(profile);
        assertThat(options.parking()).isEqualTo(parking);
        assertThat(options.has(Feature.OBSERVATION)).isEqualTo(observed);
        assertThat(TestOptions.of(Map.of()).profile()).isEqualTo(Profile.PRODUCTION);
    }

    @Test
    void refusesOtherProfiles() {
        assertRefused("profile", "small", "profile must be minimal or production (given small): there is no other");
    }

    @ParameterizedTest
    @CsvSource({"failureQueue,true", "failureQueue,false", "retainFailures,true", "observe,true", "observe,false"})
    void refusesOptionsThatTheMinimalProfileLeavesOut(String option, String given) {
        assertRefused(Map.of("profile", "minimal", option, given), option + " must be left out (given " + given
                + "): profile is minimal, which has neither a failure queue, an observation of the queues nor an alarm");
    }

    @ParameterizedTest
    @CsvSource({"probe,PROBE", "state,STATE", "off,OFF", "false,OFF"})
    void verifiesAsAsked(String verify, Verification verification) {
        assertThat(options("verify", verify).verify()).isEqualTo(verification);
    }

    @Test
    void refusesToVerifyOtherwise() {
        assertRefused("verify", "true", "verify must be probe, state or off (given true): nothing else can be waited"
                + " for");
    }

    // a listener that doesn't know the probe would process it as a message
    @Test
    void verifiesByStateWhereTheListenerIsNotOurs() {
        assertThat(TestOptions.of(FOREIGN).verify()).isEqualTo(Verification.STATE);
        assertRefused(
                Map.of("functionJar", TestJars.FOREIGN, "handler", "com.example.Handler", "verify", "probe"),
                "verify must be state or off (given probe): only this project's listener drops the probe, and "
                        + TestJars.FOREIGN + " does not hold it");
    }

    // the table would be paid for, and duplicates processed
    @Test
    void refusesATableThatTheListenerDoesNotUse() {
        Map<String, String> idempotent = new HashMap<>(FOREIGN);
        idempotent.put("idempotency", "true");
        assertRefused(idempotent, "idempotency must be false (given true): only this project's listener obeys it, and "
                + TestJars.FOREIGN + " does not hold that");
        idempotent.put("idempotency", "false");
        assertThat(TestOptions.of(idempotent).has(Feature.IDEMPOTENCY)).isFalse();
        assertThat(TestOptions.of(Map.of("functionJar", TestJars.ORDERS, "handler", "com.example.OrderListener",
                "idempotency", "true")).has(Feature.IDEMPOTENCY)).isTrue();
    }

    // an option that is listed and not read would be accepted and ignored
    @ParameterizedTest
    @FieldSource("io.github.rabbitlambda.infra.options.OptionNames#ALL")
    void readsAndRefusesEveryOption(String name) {
        assertThatThrownBy(() -> options(name, "amq. ")).isInstanceOf(Refusal.class)
                .hasMessageContaining(name + " must be ");
    }

    @Test
    void refusesOptionsThatAreSpeltOtherwise() {
        assertRefused("batch-size", "10", "there is no option batch-size (did you mean batchSize?): the CDK would"
                + " ignore it");
    }
}
