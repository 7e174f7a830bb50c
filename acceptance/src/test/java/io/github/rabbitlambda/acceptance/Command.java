package io.github.rabbitlambda.acceptance;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The local command as people run it: the packaged jar in a process of its own. */
final class Command implements AutoCloseable {
    private static final Path JAR = Path.of("..", "local", "target", "local.jar");

    /** Only the first compiler and the serial collector, because they start fastest on few processors. */
    private static final List<String> JVM = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final Process process;
    private final Path output;
    private final Path errors;

    private Command(Process process, Path output, Path errors) {
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    static Command start(Map<String, String> environment, String... arguments) throws IOException {
        return start(List.of(), environment, arguments);
    }

    /** Starts it as the leader of a session and a process group, as a terminal starts a foreground job. */
    static Command startInSession(Map<String, String> environment, String... arguments) throws IOException {
        return start(List.of("setsid"), environment, arguments);
    }

    private static Command start(List<String> prefix, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> words = new ArrayList<>(prefix);
        words.addAll(JVM);
        words.addAll(List.of("-jar", JAR.toString()));
        words.addAll(List.of(arguments));
        Path output = Files.createTempFile("local", ".out");
        Path errors = Files.createTempFile("local", ".err");
        ProcessBuilder builder = new ProcessBuilder(words).redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        return new Command(builder.start(), output, errors);
    }

    /** Starts it and waits for its end. */
    static Command run(String... arguments) throws IOException, InterruptedException {
        Command command = start(Map.of(), arguments);
        command.exitStatus();
        return command;
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    int exitStatus() throws InterruptedException {
        if (!process.waitFor(150, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the command does not end within 150 s:\n" + output());
        }
        return process.exitValue();
    }

    String output() {
        return text(output);
    }

    String errors() {
        return text(errors);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes to its standard input, and ends that. */
    void type(String text) throws IOException {
        try (OutputStream input = process.getOutputStream()) {
            input.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Sends SIGTERM, as an orchestrator does. */
    void terminate() {
        process.destroy();
    }

    /** Sends SIGTERM to the whole process group, as a terminal's Ctrl-C sends its signal. */
    void terminateGroup() throws IOException, InterruptedException {
        new ProcessBuilder("/bin/sh", "-c", "kill -TERM -" + process.pid()).start().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        output.toFile().delete();
        errors.toFile().delete();
    }
}
