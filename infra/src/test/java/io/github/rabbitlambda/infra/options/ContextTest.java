package io.github.rabbitlambda.infra.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rabbitlambda.constructs.options.Range;
import io.github.rabbitlambda.constructs.options.Refusal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContextTest {

    private static Context context(String name, Object value) {
        return new Context(Map.of(name, value));
    }

    private static void assertRefused(Context context, String message) {
        assertThatThrownBy(context::throwIfRefused).isInstanceOf(Refusal.class).hasMessage(message);
    }

    @Test
    void takesAbsentTextAsTheDefault() {
        assertThat(new Context(Map.of()).text("queueName", "messages")).isEqualTo("messages");
        assertThat(new Context(Collections.singletonMap("queueName", null)).text("queueName")).isEmpty();
        assertThat(context("queueName", "orders").text("queueName", "messages")).isEqualTo("orders");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void refusesEmptyValues(String empty) {
        Context context = context("queueName", empty);
        assertThat(context.text("queueName", "messages")).isEqualTo("messages");
        assertRefused(context, "queueName must have a value (given nothing): leave it out for its default");
    }

    @Test
    void refusesListsAndObjectsWhereOneValueIsMeant() {
        Context context = context("queueName", List.of("a"));
        assertThat(context.text("queueName")).isEmpty();
        assertRefused(context, "queueName must be one value (given [\"a\"]): it is neither a list nor an object");
    }

    @Test
    void refusesAllAtOnce() {
        Context context = new Context(Map.of("observe", "yes", "timeout", "0", "handlr", "x"));
        assertThat(context.flag("observe", true)).isTrue();
        assertThat(context.number("timeout", new Range(1, 2, "why"))).isEmpty();
        assertRefused(context, "3 options or parts of them can't be deployed:"
                + "\n- there is no option handlr (did you mean handler?): the CDK would ignore it"
                + "\n- observe must be true or false (given yes): nothing else switches it on or off"
                + "\n- timeout must be between 1 and 2 (given 0): why");
    }

    // an option that is read and not listed would be undocumented, and nobody would refuse its misspellings
    @Test
    void readsListedOptionsOnly() {
        assertThatThrownBy(() -> new Context(Map.of()).text("batchSizes"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("(given batchSizes)");
    }

    @Test
    void readsFlagsOfTextAndOfJson() {
        assertThat(context("observe", "true").flag("observe", false)).isTrue();
        assertThat(context("observe", "false").flag("observe", true)).isFalse();
        assertThat(context("observe", true).flag("observe", false)).isTrue();
        assertThat(context("observe", false).flag("observe", true)).isFalse();
        assertThat(new Context(Map.of()).flag("observe", true)).isTrue();
        assertThat(new Context(Map.of()).flag("observe", false)).isFalse();
    }

    @Test
    void readsListsOfTextAndOfJson() {
        assertThat(new Context(Map.of()).list("availabilityZones")).isEmpty();
        assertThat(context("availabilityZones", "a").list("availabilityZones")).containsExactly("a");
        assertThat(context("availabilityZones", "a , b").list("availabilityZones")).containsExactly("a", "b");
        assertThat(context("availabilityZones", "[\"a\", 1]").list("availabilityZones")).containsExactly("a", "1");
        assertThat(context("availabilityZones", List.of("a", 1)).list("availabilityZones")).containsExactly("a", "1");
    }

    @Test
    void readsObjectsOfTextAndOfJson() {
        assertThat(new Context(Map.of()).object("environment")).isEmpty();
        assertThat(context("environment", "{\"B\":true,\"A\":\"x\"}").object("environment"))
                .isEqualTo(Map.of("A", "x", "B", "true"));
        assertThat(context("environment", Map.of("B", 2, "A", "x")).object("environment").toString())
                .isEqualTo("{A=x, B=2}");
    }

    @Test
    void refusesObjectsThatHoldMoreThanText() {
        for (String value : List.of("null", "[1]", "{\"x\":1}")) {
            Context context = context("environment", "{\"A\":" + value + ",\"B\":\"x\"}");
            assertThat(context.object("environment")).isEqualTo(Map.of("B", "x"));
            assertRefused(context, "environment.A must be text (given " + value
                    + "): neither a list, an object nor null can be its value");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "[]", "\"A\"", "true", "null"})
    void refusesJsonThatIsNoObject(String json) {
        Context context = context("environment", json);
        assertThat(context.object("environment")).isEmpty();
        assertRefused(context, "environment must be a JSON object such as {\"NAME\":\"value\"} (given " + json
                + "): each value has a name");
    }

    @Test
    void refusesListsAndObjectsThatAreNotJson() {
        Context object = context("environment", "{A");
        assertThat(object.object("environment")).isEmpty();
        assertThatThrownBy(object::throwIfRefused).isInstanceOf(Refusal.class)
                .hasMessageStartingWith("environment must be JSON (given {A): Unexpected character");
        Context list = context("availabilityZones", "[a");
        assertThat(list.list("availabilityZones")).isEmpty();
        assertThatThrownBy(list::throwIfRefused).isInstanceOf(Refusal.class)
                .hasMessageStartingWith("availabilityZones must be JSON (given [a): Unrecognized token");
        Context trailing = context("environment", "{} {}");
        assertThat(trailing.object("environment")).isEmpty();
        assertThatThrownBy(trailing::throwIfRefused).isInstanceOf(Refusal.class)
                .hasMessageStartingWith("environment must be JSON (given {} {}): ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,,b", "a,", ",a", "[\"a\",\"\"]"})
    void refusesListsWithEmptyItems(String list) {
        Context context = context("availabilityZones", list);
        assertThat(context.list("availabilityZones")).isEmpty();
        assertRefused(context, "availabilityZones must be a list without empty items (given " + list
                + "): a comma stands between two items");
    }

    @ParameterizedTest
    @CsvSource({"batch-size,batchSize", "batch_size,batchSize", "BATCH_SIZE,batchSize", "batchSizes,batchSize",
            "brokerARN,brokerArn", "vpcID,vpcId", "handlr,handler", "memory,memorySize", "env,stage",
            "vhost,virtualHost",
            "subnets,subnetIds", "cidr,vpcCidr", "jar,functionJar", "queue,queueName", "tag,tags"})
    void refusesOptionsThatAreSpeltOtherwise(String name, String near) {
        assertRefused(context(name, "10"),
                "there is no option " + name + " (did you mean " + near + "?): the CDK would ignore it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"batchSize", "@aws-cdk/core:validateAgainstDefaultRules", "aws-cdk:enableDiffNoFail",
            "availability-zones:account=111122223333:region=us-east-1", "vpc-provider:account=1:filter.vpc-id=vpc-1",
            "hosted-zone:account=1", "cdk-migrate", "acknowledged-issue-numbers", "team", "myTeam/stage", "ssm:x"})
    void leavesOtherKeysAlone(String name) {
        assertThatCode(() -> context(name, "10").throwIfRefused()).doesNotThrowAnyException();
    }

    @Test
    void knowsTheAccountThatTheCommandLineFound() {
        assertThat(Target.in(Map.of("CDK_DEFAULT_ACCOUNT", "111122223333", "CDK_DEFAULT_REGION", "us-east-1")))
                .contains(new Target("111122223333", "us-east-1"));
        assertThat(Target.in(Map.of("CDK_DEFAULT_ACCOUNT", "111122223333"))).isEmpty();
        assertThat(Target.in(Map.of("CDK_DEFAULT_REGION", "us-east-1"))).isEmpty();
    }
}
