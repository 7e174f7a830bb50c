package io.github.rabbitlambda.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.github.rabbitlambda.doctor.reader.FakeAccount;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;

/**
 * How long the packaged doctor takes against an account that answers each call in 100 ms. From the module's directory:
 * {@code java -cp target/doctor.jar:target/test-classes io.github.rabbitlambda.doctor.ReadingTime}
 */
final class ReadingTime {
    private static final int RUNS = 7;

    private ReadingTime() {}

    public static void main(String[] unused) throws IOException, InterruptedException {
        // the jar looks at the metrics of its own time
        Snapshot healthy = Healthy.account().measured(Instant.now()).snapshot();
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            try (FakeAccount account = FakeAccount.serving(healthy).answeringAfter(Duration.ofMillis(100))) {
                seconds.add(secondsOf(healthy.subject(), account));
            }
        }
        Collections.sort(seconds);
        System.out.printf("doctor.jar, %d answers of 100 ms: %.1f s least, %.1f s median, %.1f s most%n",
                healthy.answers().size(), seconds.getFirst(), seconds.get(RUNS / 2), seconds.getLast());
    }

    private static double secondsOf(String subject, FakeAccount account) throws IOException, InterruptedException {
        ProcessBuilder doctor = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar", "target/doctor.jar", subject).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        doctor.environment().putAll(Map.of("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY",
                "example", "AWS_REGION", "eu-central-1", "AWS_ENDPOINT_URL", account.endpoint().toString()));
        long start = System.nanoTime();
        int status = doctor.start().waitFor();
        if (status != 0) {
            throw new IllegalStateException("the doctor ended with status " + status);
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
