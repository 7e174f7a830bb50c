package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.github.rabbitlambda.function.message.Events;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A user's jar may lack clients of the AWS SDK. Each listener runs in a process of its own, without them. */
class MissingClientsTest {
    private static final String QUEUE = "LISTENER_FAILURE_QUEUE_URL";
    private static final String UNREACHABLE_QUEUE = "http://127.0.0.1:1/0/failures";
    private static final String REFUSED = "{\"basicProperties\":{\"messageId\":\"m-1\",\"headers\":{\""
            + PackagedListener.REFUSED + "\":true}},\"data\":\"e30=\"}";
    private static final String ACCEPTED = REFUSED.replace("true", "false");

    @TempDir
    private Path directory = Path.of("");

    @Test
    void handlesMessagesWithoutAnyClient() throws Exception {
        assertThat(output(Map.of(), ACCEPTED, "software/amazon/awssdk", "org/slf4j")).contains("\"Processed\":1")
                .doesNotContain("Exception");
    }

    @Test
    void parksInSqsWithoutTheOtherClients() throws Exception {
        try (SqsServer sqs = new SqsServer()) {
            String queue = sqs.createQueue("failures");
            assertThat(output(Map.of(QUEUE, queue, "AWS_ENDPOINT_URL_SQS", sqs.endpoint().toString()), REFUSED,
                    "awssdk/s3", "awssdk/dynamodb")).contains("\"Parked\":1");
            assertThat(sqs.drain(queue)).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"sqs, LISTENER_FAILURE_QUEUE_URL", "s3, LISTENER_FAILURE_BUCKET",
            "dynamodb, LISTENER_IDEMPOTENCY_TABLE"})
    void refusesASettingWhoseClientIsMissing(String client, String setting) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(QUEUE, UNREACHABLE_QUEUE));
        settings.putIfAbsent(setting, "orders");
        assertThat(output(settings, ACCEPTED, "awssdk/" + client)).contains("SettingException: " + setting
                + " needs software.amazon.awssdk:" + client
                + ", which the function's jar lacks: add that dependency, or leave the setting out\n")
                .doesNotContain("NoClassDefFoundError", "Processed");
    }

    @Test
    void saysWhatTheJarLacksWhenAClientLacksAPartOfItsOwn() throws Exception {
        assertThat(output(Map.of(QUEUE, UNREACHABLE_QUEUE), REFUSED, "awssdk/url-connection-client"))
                .contains("1 of 1 failed records can't be parked: the jar lacks software.amazon.awssdk.http.urlconnection"
                        + ".UrlConnectionHttpClient: put all dependencies into one jar, e.g. with maven-shade-plugin")
                .doesNotContain("NoClassDefFoundError");
        assertThat(output(Map.of("LISTENER_IDEMPOTENCY_TABLE", "orders"), ACCEPTED,
                "awssdk/url-connection-client")).contains("\"event\":\"the idempotency table can't be reached\"",
                        "\"reason\":\"the jar lacks software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient: ")
                .doesNotContain("NoClassDefFoundError");
    }

    private String output(Map<String, String> settings, String record, String... missing)
            throws IOException, InterruptedException {
        Path event = Files.write(directory.resolve("event.json"), Events.withRecords(record));
        Path output = directory.resolve("output.txt");
        ProcessBuilder java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", classPathWithout(missing), PackagedMain.class.getName());
        java.environment().putAll(settings);
        java.environment().putAll(Map.of("LISTENER_OUTAGE_HOLD", "0", "AWS_REGION", "us-east-1", "AWS_ACCESS_KEY_ID",
                TestCredentials.ID, "AWS_SECRET_ACCESS_KEY", TestCredentials.SECRET));
        Process process = java.redirectErrorStream(true).redirectInput(event.toFile()).redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("it ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output);
    }

    private static String classPathWithout(String... missing) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> List.of(missing).stream().noneMatch(part -> entry.contains(part + "/")))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
