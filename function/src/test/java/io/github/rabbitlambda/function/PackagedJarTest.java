package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.rabbitlambda.function.message.Events;
import io.github.rabbitlambda.function.message.Fixtures;

/**
 * Runs the library's jar with a test's listener and nothing else but the JDK.
 */
class PackagedJarTest {
    private static final Path JAR = Path.of("target/function.jar");
    /** The module's own classes: what Maven takes for its artifact. */
    private static final Path CLASSES_JAR = Path.of("target/classes-jar/function.jar");
    private static final long MAX_BYTES = 13_000_000;
    private static final List<String> PACKAGES = List.of("io/github/rabbitlambda/",
            "com/amazonaws/services/lambda/runtime/", "software/amazon/awssdk/", "software/amazon/eventstream/",
            "org/reactivestreams/", "org/slf4j/");

    @TempDir
    private Path directory = Path.of("");

    @Test
    void holdsTheListenerAndTheAwsClientsAndNothingElse() throws IOException {
        assertThat(Files.size(JAR)).isLessThan(MAX_BYTES);
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> classes = jar.stream().map(JarEntry::getName).filter(name -> name.endsWith(".class")).toList();
            assertThat(classes).contains("io/github/rabbitlambda/function/RabbitMqListener.class",
                    "com/amazonaws/services/lambda/runtime/RequestStreamHandler.class")
                    .allMatch(name -> PACKAGES.stream().anyMatch(name::startsWith))
                    .noneMatch(name -> name.startsWith("com/amazonaws/services/lambda/runtime/events/"));
        }
    }

    /** Without a handler of its own a user's jar would acknowledge real messages by the sample. */
    @Test
    void holdsNoSample() throws IOException {
        for (Path file : List.of(JAR, CLASSES_JAR)) {
            try (JarFile jar = new JarFile(file.toFile())) {
                assertThat(jar.stream().map(JarEntry::getName)).as(file.toString())
                        .contains("io/github/rabbitlambda/function/RabbitMqListener.class")
                        .noneMatch(name -> name.contains("SampleListener"))
                        .noneMatch(name -> name.startsWith("io/github/rabbitlambda/examples/"));
            }
        }
    }

    @Test
    void handlesABatchWithoutLoadingTheAwsSdk() throws Exception {
        Path classes = directory.resolve("classes.txt");

        ProcessResult result = run(Map.of("LISTENER_FAILURE_QUEUE_URL", "http://127.0.0.1:1/0/failures",
                "LISTENER_FAILURE_BUCKET", "b"), Fixtures.event("11-derived-all-amqp-types-and-nulls"),
                "-Xlog:class+load:file=" + classes);

        assertThat(result.status).as(result.output).isZero();
        assertThat(result.output).contains("handled q1::/ id=m size=5\n", "\"Received\":5");
        assertThat(Files.readString(classes)).contains("io.github.rabbitlambda.function.message.MessageProperties")
                .doesNotContain("software.amazon", "org.slf4j");
    }

    /**
     * Each such class loads dozens of JDK classes at a cold start. The test's own handler is a method reference. The last
     * message has what many publishers send: a charset in the content encoding, and a timestamp of these years.
     */
    @ParameterizedTest
    @ValueSource(strings = {"{}",
            "{\"contentType\":\"application/json\",\"headers\":{\"a\":{\"bytes\":[118]},\"n\":5}}",
            "{\"contentType\":\"application/json\",\"contentEncoding\":\"utf-8\",\"timestamp\":\"Nov 26, 2026, 1:02:03 PM\"}"})
    void handlesABatchWithoutMakingClassesAtRunTime(String properties) throws Exception {
        Path classes = directory.resolve("classes.txt");

        ProcessResult result = run(Map.of("LISTENER_FAILURE_QUEUE_URL", "http://127.0.0.1:1/0/failures"),
                Events.withRecords(Events.record(properties)),
                "-Xlog:class+load:file=" + classes);

        assertThat(result.status).as(result.output).isZero();
        assertThat(Files.readAllLines(classes)).filteredOn(line -> line.contains("io.github.rabbitlambda.function."))
                .isNotEmpty().noneMatch(line -> line.matches(
                        ".*function\\.(?:\\w+\\.)*(?!PackagedListener|PackagedMain|TestContext)\\w+\\$\\$(Lambda|TypeSwitch).*"));
        assertThat(Files.readString(classes)).doesNotContain("java.util.stream.ReferencePipeline ",
                "java.util.random.RandomGeneratorFactory",
                "java.lang.ThreadBuilders$VirtualThreadBuilder ", "java.time.format.DateTimeFormatter ");
    }

    @Test
    void parksThroughTheAwsSdkAndLogsNoSecret() throws Exception {
        try (SqsServer sqs = new SqsServer();
                S3Server s3 = new S3Server();
                DynamoDbServer table = new DynamoDbServer()) {
            s3.createBucket("failures");
            table.createTable("messages");
            String queue = sqs.createQueue("failures");
            String refused = "{\"basicProperties\":{\"messageId\":\"m-1\",\"headers\":"
                    + "{\"" + PackagedListener.REFUSED + "\":true}},\"data\":\"" + "UExBTlRFRA==" + "\"}";
            String large = refused.replace("UExBTlRFRA==", "QUFB".repeat(100_000)).replace("m-1", "m-2");

            ProcessResult result = run(
                    Map.of("LISTENER_FAILURE_QUEUE_URL", queue, "LISTENER_FAILURE_BUCKET", "failures",
                            "LISTENER_IDEMPOTENCY_TABLE", "messages", "AWS_ENDPOINT_URL_SQS", sqs.endpoint().toString(),
                            "AWS_ENDPOINT_URL_S3", s3.endpoint().toString(), "AWS_ENDPOINT_URL_DYNAMODB",
                            table.endpoint().toString()),
                    Events.withRecords(refused, large));

            assertThat(result.status).as(result.output).isZero();
            assertThat(sqs.drain(queue)).hasSize(2).anyMatch(body -> body.contains("UExBTlRFRA=="))
                    .anyMatch(body -> body.contains("\"object\":{\"bucket\":\"failures\""));
            assertThat(result.output).contains("\"Parked\":2", "record failed").doesNotContain("UExBTlRFRA",
                    "PLANTED", TestCredentials.SECRET, "SLF4J");
        }
    }

    @Test
    void aBatchThatCanNotBeParkedComesBackWithTheReason() throws Exception {
        ProcessResult result = run(Map.of("LISTENER_FAILURE_QUEUE_URL", "http://127.0.0.1:1/0/failures",
                "LISTENER_OUTAGE_HOLD", "0", "AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:1"),
                Events.withRecords("1"));

        assertThat(result.status).isEqualTo(1);
        assertThat(result.output).contains("BatchFailedException: the whole batch comes back (1 records, 0 processed):"
                + " 1 of 1 failed records can't be parked: ", "\"Failed\":1").doesNotContain(TestCredentials.SECRET);
    }

    @Test
    void aWrongSettingFailsTheStart() throws Exception {
        ProcessResult result = run(Map.of("LISTENER_CONCURRENCY", "0"), new byte[0]);

        assertThat(result.status).isEqualTo(1);
        assertThat(result.output).contains("LISTENER_CONCURRENCY must be between 1 and 900 (given 0)");
    }

    private record ProcessResult(int status, String output) {}

    private ProcessResult run(Map<String, String> environment, byte[] event, String... options)
            throws IOException, InterruptedException {
        Path input = Files.write(directory.resolve("event.json"), event);
        Path output = directory.resolve("output.txt");
        ProcessBuilder java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.command().addAll(List.of(options));
        java.command().addAll(List.of("-cp", JAR + File.pathSeparator + Path.of("target/test-classes"),
                PackagedMain.class.getName()));
        java.environment().putAll(environment);
        java.environment().putAll(Map.of("AWS_REGION", "us-east-1", "AWS_ACCESS_KEY_ID", TestCredentials.ID,
                "AWS_SECRET_ACCESS_KEY", TestCredentials.SECRET));
        Process process = java.redirectErrorStream(true).redirectInput(input.toFile()).redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("it ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new ProcessResult(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
