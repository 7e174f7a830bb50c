package io.github.rabbitlambda.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.rabbitlambda.doctor.reader.FakeAccount;
import io.github.rabbitlambda.doctor.reader.ReadPermissions;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;
import io.github.rabbitlambda.doctor.snapshot.SnapshotFile;

/** The jar that users start, as {@code java -jar} starts it: with the environment that the AWS CLI reads. */
class PackagedJarTest {
    private static final Path JAR = Path.of("target/doctor.jar");
    private static final Path HEALTHY = Path.of("src/test/resources/snapshots/healthy.json");
    private static final Path THIS_JAVA = Path.of(System.getProperty("java.home"));
    private static final Path INSTALLATIONS = Path.of("/usr/lib/jvm");

    private record Run(int status, String out, String err) {}

    @TempDir
    private Path directory = Path.of("");

    private Run run(Path java, Map<String, String> environment, String... arguments) throws Exception {
        return run(java, environment, directory.resolve("out"), arguments);
    }

    private Run run(Path java, Map<String, String> environment, Path out, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(java.resolve("bin/java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        Path err = directory.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(Map.of("AWS_CONFIG_FILE", "none", "AWS_SHARED_CREDENTIALS_FILE", "none",
                "AWS_EC2_METADATA_DISABLED", "true"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("it ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Run(process.exitValue(), Files.isRegularFile(out) ? Files.readString(out) : "",
                Files.readString(err));
    }

    private Run run(String... arguments) throws Exception {
        return run(THIS_JAVA, Map.of(), arguments);
    }

    /** The jar looks at the metrics of its own time. */
    private static Healthy healthy() {
        return Healthy.account().measured(Instant.now());
    }

    @Test
    void printsTheVersionOfThePom() throws Exception {
        assertThat(run("--version")).isEqualTo(
                new Run(0, "doctor " + System.getProperty("project.version") + System.lineSeparator(), ""));
    }

    @Test
    void printsThePolicy() throws Exception {
        assertThat(run("--policy")).isEqualTo(new Run(0, ReadPermissions.policy(false), ""));
    }

    @Test
    void judgesASnapshotWithoutAnAccount() throws Exception {
        Run run = run("--from", HEALTHY.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isNotEmpty();
        assertThat(run.status()).isZero();
    }

    @Test
    void asksAnAccountWithTheEnvironmentOfTheAwsCli() throws Exception {
        Snapshot healthy = healthy().snapshot();
        Path file = directory.resolve("kept.json");
        try (FakeAccount account = FakeAccount.serving(healthy)) {
            Run run = run(THIS_JAVA,
                    Map.of("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY", "example",
                            "AWS_REGION",
                            "eu-central-1", "AWS_ENDPOINT_URL", account.endpoint().toString()),
                    healthy.subject(), "--save", file.toString());

            assertThat(run.err()).isEmpty();
            assertThat(run.status()).isZero();
        }
        List<String> services = healthy.answers().stream().map(answer -> answer.call().action()).toList();
        assertThat(SnapshotFile.read(file).answers()).extracting(answer -> answer.call().action())
                .containsExactlyElementsOf(services);
        assertThat(SnapshotFile.read(file).unread()).isEmpty();
    }

    @Test
    void saysThatItsReportWasNotWritten() throws Exception {
        assumeThat(Path.of("/dev/full")).as("a device that takes nothing").exists();

        Run run = run(THIS_JAVA, Map.of(), Path.of("/dev/full"), "--from", HEALTHY.toString());

        assertThat(run).isEqualTo(new Run(2, "",
                "doctor: standard output can't be written to the end" + System.lineSeparator()));
    }

    // what is pasted runs as the shell's own profile otherwise
    @Test
    void saysThatItsCommandsNeedTheProfile() throws Exception {
        Path config = Files.writeString(directory.resolve("config"),
                "[profile prod]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = example\n");
        assertThat(asProd(config, healthy().snapshot())).doesNotContain("AWS_PROFILE");
        assertThat(asProd(config, healthy().mapping("State", "Disabled").snapshot()))
                .endsWith("The commands above name no profile: run them with AWS_PROFILE=prod.\n");
    }

    private String asProd(Path config, Snapshot snapshot) throws Exception {
        try (FakeAccount account = FakeAccount.serving(snapshot)) {
            return run(THIS_JAVA, Map.of("AWS_CONFIG_FILE", config.toString(), "AWS_REGION", "eu-central-1",
                    "AWS_ENDPOINT_URL", account.endpoint().toString()), snapshot.subject(), "--profile", "prod").out();
        }
    }

    @Test
    void saysInOneLineThatThereAreNoCredentials() throws Exception {
        assertThat(run("orders", "--region", "eu-central-1")).isEqualTo(new Run(2, "",
                "doctor: there are no AWS credentials; log in as for the AWS CLI, or give --profile"
                        + System.lineSeparator()));
    }

    @Test
    void saysInOneLineThatThereIsNoRegion() throws Exception {
        assertThat(run("orders")).isEqualTo(new Run(2, "",
                "doctor: no Region is configured; give --region, or set AWS_REGION" + System.lineSeparator()));
    }

    @Test
    void saysOnAnOldJavaWhatIsNeeded() throws Exception {
        Optional<Path> old = oldJava();
        assumeThat(old).as("a Java older than 21 is in %s", INSTALLATIONS).isPresent();
        Run run = run(old.get(), Map.of(), "--version");

        assertThat(run.err()).matches("doctor: needs Java 21 or newer, this is \\d+ \\(.+\\)\\R");
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(5);
    }

    private static Optional<Path> oldJava() throws IOException {
        if (!Files.isDirectory(INSTALLATIONS)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(INSTALLATIONS)) {
            return homes.filter(home -> Files.isExecutable(home.resolve("bin/java"))).filter(PackagedJarTest::isOld)
                    .findFirst();
        }
    }

    private static boolean isOld(Path home) {
        try {
            return Files.readString(home.resolve("release")).lines()
                    .anyMatch(line -> line.matches("JAVA_VERSION=\"(1\\.8|9|1[0-9]|20)\\b.*"));
        } catch (IOException unreadable) {
            return false;
        }
    }
}
