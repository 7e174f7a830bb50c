package io.github.rabbitlambda.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The jars that users start, on an installed Java that is too old for them. Skipped where there is none. */
class OldJavaTest {
    private static final List<Path> INSTALLATIONS = List.of(Path.of("/usr/lib/jvm"),
            Path.of(System.getProperty("user.home"), ".sdkman", "candidates", "java"),
            Path.of("/Library/Java/JavaVirtualMachines"));
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(?:1\\.)?(\\d+)");
    private static final int NEEDED = 21;

    private record Java(Path home, int version) {}

    @TempDir
    private Path directory = Path.of("");

    @ParameterizedTest
    @CsvSource({"local, --version", "local, ''", "reachability, --help"})
    void saysWhatIsNeededWithAStatusOfItsOwn(String module, String argument) throws Exception {
        Optional<Java> old = oldJava();
        assumeThat(old).as("a Java older than %d is installed", NEEDED).isPresent();
        Path output = directory.resolve("output.txt");
        Process process = new ProcessBuilder(old.get().home().resolve("bin").resolve("java").toString(), "-jar",
                Path.of("..", module, "target", module + ".jar").toString(), argument)
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("it ends").isTrue();
        assertThat(Files.readString(output, StandardCharsets.UTF_8)).matches(
                "%s: needs Java 21 or newer, this is %d \\(.+\\)\\R".formatted(module, old.get().version()));
        assertThat(process.exitValue()).isEqualTo(5);
    }

    private static Optional<Java> oldJava() {
        return INSTALLATIONS.stream().flatMap(OldJavaTest::list)
                .flatMap(home -> Stream.of(home, home.resolve("Contents").resolve("Home")))
                .flatMap(home -> java(home).stream()).filter(java -> java.version() < NEEDED).findFirst();
    }

    private static Stream<Path> list(Path parent) {
        try (Stream<Path> homes = Files.list(parent)) {
            return homes.sorted().toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static Optional<Java> java(Path home) {
        try {
            Matcher version = VERSION.matcher(Files.readString(home.resolve("release"), StandardCharsets.UTF_8));
            return version.find() && Files.isExecutable(home.resolve("bin").resolve("java"))
                    ? Optional.of(new Java(home, Integer.parseInt(version.group(1))))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
