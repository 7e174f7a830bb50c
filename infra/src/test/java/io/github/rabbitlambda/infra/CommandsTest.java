package io.github.rabbitlambda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The printed commands are run by a shell. Only the AWS CLI is played, by a script that gives recorded answers. */
class CommandsTest {
    /** Writes its arguments into a file, prints the next answer, and fails when there is none. */
    private static final String AWS = """
            #!/bin/sh
            echo "$*" >> "$0.calls"
            turn=$(wc -l < "$0.calls")
            answer=$(sed -n "${turn}p" "$0.answers")
            [ -n "$answer" ] || exit 255
            printf '%s\\n' "$answer" '{' '    "StatusCode": 200' '}'
            """;
    private static final String DONE = "{\"replayed\":7,\"looked\":7,\"left\":0,\"done\":true,\"failures\":[]}";
    private static final String MORE = "{\"replayed\":10,\"looked\":10,\"left\":7,\"done\":false,\"failures\":[]}";
    private static final String STUCK = "{\"replayed\":0,\"looked\":7,\"left\":7,\"done\":false,\"failures\":[\"m-1: no\"]}";
    private static final String ERROR = "{\"errorMessage\":\"The broker refused the user\",\"errorType\":\"E\"}";
    private static final String QUOTING = "{\"replayed\":1,\"looked\":2,\"left\":1,\"done\":true,\"failures\":"
            + "[\"{\\\"done\\\":false}: \\\"replayed\\\":0, and C:\\\\new\"]}";

    @TempDir
    Path directory;

    private Path aws;

    @BeforeEach
    void installAws() throws IOException {
        aws = Files.writeString(directory.resolve("aws"), AWS);
        Files.setPosixFilePermissions(aws, PosixFilePermissions.fromString("rwx------"));
    }

    static Stream<Template> templates() {
        return Stream.of(Synthesis.standard().stack(StackNames.ISOLATED), Synthesis.standard().stack(StackNames.PUBLIC),
                Synthesis.of(StackNames.PUBLIC, Map.of("shards", "2")),
                Synthesis.of(StackNames.PUBLIC, Map.of("failureQueue", "false")),
                Synthesis.of(StackNames.PUBLIC, Map.of("profile", "minimal")));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void areReadByEveryShell(Template template) throws Exception {
        assertThat(OutputValues.commands(template)).hasSizeGreaterThan(9);
        for (Map.Entry<String, String> command : OutputValues.commands(template).entrySet()) {
            for (String shell : List.of("bash", "sh")) {
                assertThat(run(shell, "-n", command.getValue())).as(shell + " " + command).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void handOverJson(Template template) throws Exception {
        for (Map.Entry<String, String> command : OutputValues.commands(template).entrySet()) {
            Matcher payload = Pattern.compile("--payload '([^']*)'").matcher(command.getValue());
            while (payload.find()) {
                assertThat(new ObjectMapper().readTree(payload.group(1)).isObject()).as(command.toString()).isTrue();
            }
        }
    }

    // the CLI invokes again after a minute without an answer, while the first invocation runs
    @ParameterizedTest
    @MethodSource("templates")
    void waitForEveryAnswer(Template template) {
        assertThat(OutputValues.commands(template).values()).filteredOn(command -> command.contains("lambda invoke"))
                .isNotEmpty().allSatisfy(command -> assertThat(command).contains(" --cli-read-timeout 0 "));
    }

    @ParameterizedTest
    @CsvSource({"bash,ReplayAllCommand", "sh,ReplayAllCommand", "bash,ReplayByAgeCommand",
            "sh,ReplayDeadLettersCommand"})
    void replayUntilItIsDone(String shell, String output) throws Exception {
        answers(MORE, MORE, DONE, MORE);

        assertThat(run(shell, "-c", command(output))).contains(MORE, DONE).doesNotContain("Nothing was put back");
        assertThat(calls()).hasSize(3).containsOnly(calls().getFirst());
    }

    @ParameterizedTest
    @CsvSource({"bash", "sh"})
    void endWithoutProgress(String shell) throws Exception {
        answers(MORE, STUCK, MORE);

        assertThat(run(shell, "-c", command("ReplayAllCommand"))).contains(STUCK)
                .endsWith("Nothing was put back: read the failures above\n");
        assertThat(calls()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"bash", "sh"})
    void endAtAnError(String shell) throws Exception {
        answers(MORE, ERROR, MORE);

        assertThat(run(shell, "-c", command("ReplayAllCommand"))).contains("The broker refused the user");
        assertThat(calls()).hasSize(2);
    }

    @Test
    void endWhereTheCommandLineFails() throws Exception {
        answers();

        run("bash", "-c", command("ReplayAllCommand"));
        assertThat(calls()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"bash", "sh"})
    void areNotMisledByWhatAMessageSays(String shell) throws Exception {
        answers(QUOTING, MORE);

        assertThat(run(shell, "-c", command("ReplayAllCommand"))).contains(QUOTING);
        assertThat(calls()).hasSize(1);
    }

    @Test
    void stopAndStartEveryMapping() throws Exception {
        Map<String, String> commands = OutputValues.commands(Synthesis.of(StackNames.PUBLIC, Map.of("shards", "2")));
        answers("[]", "[]", "[]", "[]");

        run("bash", "-c", commands.get("StopCommand") + "\n" + commands.get("StartCommand"));

        assertThat(calls()).hasSize(4).allSatisfy(call -> assertThat(call)
                .startsWith("lambda update-event-source-mapping --uuid EventSourceMapping"));
        assertThat(calls().subList(0, 2)).doesNotHaveDuplicates().allMatch(call -> call.contains(" --no-enabled "));
        assertThat(calls().subList(2, 4)).doesNotHaveDuplicates().allMatch(call -> call.contains(" --enabled "));
    }

    @Test
    void rotateTheConsumerAndThePublisher() throws Exception {
        String command = OutputValues.commands(Synthesis.of(StackNames.PUBLIC, Map.of("rotationDays", "30")))
                .get("RotateCommand");
        answers("consumer", "publisher");

        assertThat(run("sh", "-c", command)).contains("consumer", "publisher");

        assertThat(calls()).hasSize(2)
                .allMatch(call -> call.startsWith("secretsmanager rotate-secret --secret-id Users"))
                .doesNotHaveDuplicates();
    }

    private static String command(String output) {
        return OutputValues.commands(Synthesis.standard().stack(StackNames.ISOLATED)).get(output);
    }

    private void answers(String... lines) throws IOException {
        Files.write(directory.resolve("aws.answers"), List.of(lines));
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(directory.resolve("aws.calls"));
    }

    /** Returns what was printed, errors included. */
    private String run(String shell, String option, String command) throws Exception {
        Path script = Files.writeString(directory.resolve("command"), command.replace("AWS::Region", "us-east-1"));
        ProcessBuilder builder = new ProcessBuilder(option.equals("-n")
                ? List.of(shell, "-n", script.toString())
                : List.of(shell, script.toString())).redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile());
        builder.environment().put("PATH", directory + ":" + builder.environment().get("PATH"));
        Process process = builder.start();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the command did not end: " + command);
        }
        return Files.readString(directory.resolve("output"), StandardCharsets.UTF_8);
    }
}
