package io.github.rabbitlambda.infra.options;

import static io.github.rabbitlambda.infra.options.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rabbitlambda.constructs.options.Jar;
import io.github.rabbitlambda.constructs.options.ListenerOptions;
import io.github.rabbitlambda.constructs.options.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenerOptionsTest {

    private static ListenerOptions listener(Map<String, ?> options) {
        return TestOptions.of(options).listener();
    }

    @Test
    void takesAClassOrAMethodOfTheJar() {
        Map<String, String> foreign = Map.of("functionJar", TestJars.FOREIGN, "handler",
                "com.example.Handler::handleRequest");
        assertThat(listener(foreign).handler()).isEqualTo("com.example.Handler::handleRequest");
        assertThat(listener(foreign).jar()).isEqualTo(new Jar("functionJar", TestJars.FOREIGN));
        assertThat(listener(foreign).usesRabbitMqListener()).isFalse();
        assertThat(listener(Map.of()).usesRabbitMqListener()).isTrue();
    }

    // every invocation would fail
    @Test
    void refusesAHandlerThatIsNotInTheJar() {
        assertRefused(Map.of("functionJar", TestJars.FOREIGN, "handler", "com.example.Missing::handle"),
                "handler must name a class in " + TestJars.FOREIGN
                        + " (it has no com.example.Missing; the form is package.Class or package.Class::method)");
    }

    // the sample acknowledges every message, so it never runs in the place of a user's own function
    @Test
    void refusesAJarWithoutItsHandler() {
        String sentence = "handler must be a class in " + TestJars.ORDERS
                + " (given nothing): functionJar is given, and nothing else says which of its classes Lambda calls";
        assertRefused("functionJar", TestJars.ORDERS, sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.example.OrderListener", "io.github.rabbitlambda.examples.SampleListener"})
    void refusesAHandlerWithoutItsJar(String handler) {
        assertRefused("handler", handler, "handler must be given together with functionJar (given " + handler
                + " alone): without a jar of yours the stack runs the sample");
    }

    // a variable that nobody reads
    @Test
    void refusesAConcurrencyThatTheListenerDoesNotObey() {
        assertRefused(Map.of("functionJar", TestJars.FOREIGN, "handler", "com.example.Handler", "listenerConcurrency",
                "8"),
                "listenerConcurrency must be left out (given 8): only this project's listener obeys it, and "
                        + TestJars.FOREIGN + " does not hold that");
        assertThat(listener(Map.of("functionJar", TestJars.ORDERS, "handler", "com.example.OrderListener",
                "listenerConcurrency", "8")).concurrency()).contains(8);
    }

    // a variable of the user replaces the stack's own
    @Test
    void refusesAConcurrencyThatTheEnvironmentReplaces() {
        assertRefused(Map.of("listenerConcurrency", "8", "environment", "{\"LISTENER_CONCURRENCY\":\"2\"}"),
                "listenerConcurrency must be left out (given 8): environment sets LISTENER_CONCURRENCY, which replaces"
                        + " it");
        assertThat(listener(Map.of("environment", "{\"LISTENER_CONCURRENCY\":\"2\"}")).concurrency()).isEmpty();
        assertThat(listener(Map.of("listenerConcurrency", "8", "environment", "{\"LISTENER_ATTEMPTS\":\"2\"}"))
                .concurrency()).contains(8);
    }

    @Test
    void refusesAJarThatDoesNotExist() {
        assertRefused(Map.of("functionJar", "no.jar", "handler", "com.example.Handler"), "functionJar must be a jar or"
                + " zip file (no.jar is not there: build it first, for example with mvn package)");
    }

    @Test
    void refusesAFileThatIsNoJar(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("text.jar"), "no jar");
        assertThatThrownBy(() -> listener(Map.of("functionJar", file.toString(), "handler", "com.example.Handler")))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("functionJar must be a jar or zip file (" + file + " is no jar: ");
    }

    @Test
    void readsTheEnvironment() {
        assertThat(listener(Map.of("environment", "{\"TABLE\":\"x\",\"C_2\":2}")).environment())
                .isEqualTo(Map.of("TABLE", "x", "C_2", "2"));
        assertThat(listener(Map.of()).environment()).isEmpty();
    }

    @Test
    void refusesEnvironmentNamesThatLambdaRefuses() {
        assertRefused("environment", "{\"A-B\":\"x\",\"AWS_REGION\":\"x\"}",
                "2 options or parts of them can't be deployed:\n- environment must have names of two or more letters,"
                        + " digits or _, a letter first (given A-B): Lambda refuses others\n- environment must not set"
                        + " AWS_REGION: Lambda reserves it");
    }

    // the listener would refuse to start, or overlook them
    @Test
    void refusesSettingsThatTheListenerRefusesOrDoesNotHave() {
        assertRefused("environment", "{\"LISTENER_ATTEMPTS\":\"0\",\"LISTENER_CONCURENCY\":\"2\"}",
                "2 options or parts of them can't be deployed:\n- environment sets LISTENER_CONCURENCY, and the listener"
                        + " has no such setting: did you mean LISTENER_CONCURRENCY?\n- LISTENER_ATTEMPTS must be between 1"
                        + " and 100 (given 0)");
        assertThat(listener(Map.of("environment", "{\"LISTENER_ATTEMPTS\":\"1\"}")).environment()).hasSize(1);
    }

    @Test
    void leavesTheVariablesOfOtherFunctionsAlone() {
        assertThat(listener(Map.of("functionJar", TestJars.FOREIGN, "handler", "com.example.Handler", "environment",
                "{\"LISTENER_ATTEMPTS\":\"many\"}")).environment()).hasSize(1);
    }

    @Test
    void refusesClassesNewerThanTheRuntime() {
        assertRefused(Map.of("functionJar", TestJars.NEWER, "handler", "com.example.OrderListener"),
                "class files must be of Java 25 or older, as the runtime is (" + TestJars.NEWER
                        + " has 1 newer, such as com/example/OrderListener.class of Java 26): compile with release 25");
    }

    // the function would be refused after the stack's queue and bucket have been made
    @Test
    void refusesEnvironmentsThatDoNotFit() {
        assertThat(listener(Map.of("environment", "{\"TEXT\":\"" + "ä".repeat(1748) + "\"}")).environment().get("TEXT"))
                .hasSize(1748);
        assertRefused("environment", "{\"TEXT\":\"" + "ä".repeat(1748) + "x\"}", "environment must be at most 3500"
                + " bytes of names and values (given 3501): Lambda's limit is 4 KB, and the stack has variables of its"
                + " own");
    }

    @Test
    void refusesEnvironmentsThatHoldMoreThanText() {
        assertRefused("environment", "{\"TABLE\":[1]}", "environment.TABLE must be text (given [1]): neither a list, an"
                + " object nor null can be its value");
    }
}
