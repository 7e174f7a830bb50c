package io.github.rabbitlambda.acceptance.rehearsal;

import io.github.rabbitlambda.acceptance.rehearsal.lambda.FunctionAnswer;
import io.github.rabbitlambda.acceptance.rehearsal.lambda.FunctionVersion;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Deployed;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Json;
import io.github.rabbitlambda.acceptance.rehearsal.aws.BrokerNodes;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Pace;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Stack;
import io.github.rabbitlambda.acceptance.rehearsal.stack.StackResult;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.acceptance.FunctionArchive;
import io.github.rabbitlambda.acceptance.SynthesisedStack;
import io.github.rabbitlambda.function.RabbitMqListener;

/** The life of one stack in an account of its own, with what its operator does. */
final class Life implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern INVOKE = Pattern.compile("--function-name (\\S+) .*--payload '(.*?)'");
    private static final Pattern RECEIVED = Pattern.compile(LifeListener.RECEIVED + "(\\S+) of (\\S+)");

    final Rehearsal rehearsal;
    final Stack stack;
    private final String name;
    private final Path directory;
    private final Path listener;
    private int assemblies;

    Life(String name, Path directory, Pace pace, long seed) throws IOException {
        this.name = name;
        this.directory = directory;
        System.out.printf("rehearsal of %s, seed %d%n", name, seed);
        // with the class that tells synthesis that this is one of our listeners, which drop the probe
        listener = FunctionArchive.write(directory, FunctionArchive.FUNCTION_JAR, LifeListener.class,
                RabbitMqListener.class);
        rehearsal = new Rehearsal(directory.resolve("account"), pace);
        stack = rehearsal.stack(name, seed);
    }

    /** The template with these options. */
    Template template(Map<String, String> options) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(
                Map.of("functionJar", listener.toString(), "handler", LifeListener.class.getName(), "verify",
                        "probe"));
        all.putAll(options);
        return rehearsal.deployable(SynthesisedStack.named(name, directory.resolve("assembly-" + assemblies++),
                BrokerNodes.options(all)));
    }

    void create(Map<String, String> options) throws IOException {
        expect("CREATE_COMPLETE", stack.create(template(options)));
        stack.outputs();
    }

    void update(Map<String, String> options) throws IOException {
        expect("UPDATE_COMPLETE", stack.update(template(options)));
        stack.outputs();
    }

    void delete() {
        expect("DELETE_COMPLETE", stack.delete());
    }

    private void expect(String status, StackResult result) {
        assertThat(result).as(this::story).isEqualTo(new StackResult(status, List.of()));
        assertThat(rehearsal.gateway.refusals()).as(this::story).isEmpty();
    }

    /** What happened so far, for the message of a failure. */
    String story() {
        return String.join("\n", stack.events()) + "\n" + String.join("\n", rehearsal.gateway.refusals()) + "\n"
                + String.join("\n", rehearsal.log.lastMessages());
    }

    /** Runs a command that the stack prints among its outputs, with another payload if one is given. */
    JsonNode run(String output, String... payload) throws InterruptedException {
        Matcher command = INVOKE.matcher(stack.outputs().get(output).get("Value").textValue());
        assertThat(command.find()).as(output).isTrue();
        FunctionVersion function = rehearsal.functions.find(command.group(1)).orElseThrow();
        String event = payload.length == 0 ? command.group(2) : payload[0];
        FunctionAnswer answer = rehearsal.functions.invoke(function, event.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.isError()).as(() -> answer.text() + "\n" + story()).isFalse();
        return Json.read(answer.payload());
    }

    /** The broker's queues, as its administrator sees them. */
    LifeQueues queues() {
        Deployed administrator = stack.ofType("AWS::SecretsManager::Secret").stream()
                .filter(secret -> secret.id().startsWith("Credentials")).findFirst().orElseThrow();
        return new LifeQueues(rehearsal, rehearsal.secrets.find(administrator.physicalId()).orElseThrow());
    }

    static List<String> ids(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(number -> prefix + "-" + number).toList();
    }

    /** Waits until the listener has received every message. */
    void awaitReceived(List<String> ids) {
        await("the listener to receive " + ids, () -> received().containsAll(ids));
    }

    /** Waits until the listener has received so many messages. */
    void awaitReceived(int count, String after) {
        await("the listener to receive " + count + " messages after " + after, () -> received().size() >= count);
    }

    /** Waits with a limit; the failure tells what happened so far. */
    void await(String what, Callable<Boolean> condition) {
        try {
            Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(condition);
        } catch (ConditionTimeoutException late) {
            throw new AssertionError("waited in vain for " + what + "\n" + story(), late);
        }
    }

    List<String> received() {
        return rehearsal.log.lines().stream().map(RECEIVED::matcher).filter(Matcher::find)
                .map(found -> found.group(1)).toList();
    }

    @Override
    public void close() throws IOException {
        rehearsal.close();
        Files.deleteIfExists(listener);
    }
}
