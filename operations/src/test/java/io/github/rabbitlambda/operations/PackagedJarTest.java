package io.github.rabbitlambda.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.github.rabbitlambda.operations.AwsService.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The jars that Lambda gets, each by itself: nothing but the JDK beside it. */
class PackagedJarTest {
    private static final Path OPERATIONS = Path.of("target/operations.jar");
    private static final Path NETWORK = Path.of("target/network.jar");
    private static final List<String> SETTINGS = List.of("aws.region", "aws.accessKeyId", "aws.secretAccessKey",
            "aws.endpointUrl");

    private AwsService aws;

    @BeforeEach
    void start() throws Exception {
        aws = new AwsService();
        List<String> values = List.of("us-east-1", "access-key-of-a-test", "secret-of-a-test",
                aws.endpoint().toString());
        for (int i = 0; i < SETTINGS.size(); i++) {
            System.setProperty(SETTINGS.get(i), values.get(i));
        }
    }

    @AfterEach
    void stop() {
        SETTINGS.forEach(System::clearProperty);
        aws.close();
    }

    // what starts every few minutes is not to carry the EC2 client, nor a second and third HTTP client
    @Test
    void carriesNoMoreThanItsFunctionsNeed() throws IOException {
        assertThat(Files.size(OPERATIONS)).isLessThan(18_000_000);
        assertThat(names(OPERATIONS)).noneMatch(name -> name.startsWith("software/amazon/awssdk/services/ec2/"))
                .noneMatch(name -> name.startsWith("io/netty/")).noneMatch(name -> name.startsWith("org/apache/http/"));
        assertThat(Files.size(NETWORK)).isLessThan(37_000_000);
        assertThat(names(NETWORK)).noneMatch(name -> name.startsWith("com/rabbitmq/"))
                .noneMatch(name -> name.startsWith("software/amazon/awssdk/services/s3/"));
    }

    // a function that does not start fails the deployment, or worse, the destroy
    @Test
    void startsEveryFunctionThatTheTemplatesName() throws Exception {
        for (String handler : List.of("broker.BrokerTasks", "verify.Verify", "verify.VerifyComplete", "replay.Replay",
                "cleanup.EmptyBucket")) {
            try (URLClassLoader loader = alone(OPERATIONS)) {
                assertThat(handler(loader, handler).getClass().getClassLoader()).isSameAs(loader);
            }
        }
        for (String handler : List.of("cleanup.EventSourceCleanup", "cleanup.EventSourceCleanupComplete",
                "network.DefaultNetwork")) {
            try (URLClassLoader loader = alone(NETWORK)) {
                assertThat(handler(loader, handler).getClass().getClassLoader()).isSameAs(loader);
            }
        }
    }

    @Test
    void callsLambdaAndEc2FromTheNetworkJar() throws Exception {
        aws.on(Recorded.MAPPINGS, Recorded.mappings()).on("DescribeNetworkInterfaces", Recorded.enis());

        assertThat(handle(NETWORK, "cleanup.EventSourceCleanupComplete",
                Map.of("FunctionName", Recorded.FUNCTION, "BrokerArn",
                        Recorded.BROKER, "SecurityGroupIds", List.of("sg-1"), "SubnetIds", List.of("subnet-1"),
                        "OwnsNetwork",
                        "true")))
                .isEqualTo(Map.of("IsComplete", true));
    }

    // too short a name for a host goes into the path, which a local server can answer
    @Test
    void callsS3FromTheOperationsJar() throws Exception {
        aws.on("GET /b", Answer.ok(
                "<ListVersionsResult "
                        + "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>b</Name></ListVersionsResult>"));

        assertThat(handle(OPERATIONS, "cleanup.EmptyBucket", Map.of("BucketName", "b")))
                .isEqualTo(Map.of("PhysicalResourceId", "empty-bucket"));
    }

    @Test
    void namesTheLicencesOfWhatItCarries() throws IOException {
        for (Path jar : List.of(OPERATIONS, NETWORK)) {
            try (JarFile file = new JarFile(jar.toFile());
                    InputStream notice = file.getInputStream(file.getEntry("META-INF/NOTICE"))) {
                assertThat(new String(notice.readAllBytes(), StandardCharsets.UTF_8)).contains("AWS SDK for Java");
            }
        }
    }

    private static Object handle(Path jar, String handler, Map<String, Object> properties) throws Exception {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("RequestType", "Delete");
        event.put("ResourceProperties", properties);
        try (URLClassLoader loader = alone(jar)) {
            Object function = handler(loader, handler);
            Class<?> context = loader.loadClass("com.amazonaws.services.lambda.runtime.Context");
            Method handle = function.getClass().getMethod("handleRequest", Map.class, context);
            return handle.invoke(function, event, Proxy.newProxyInstance(loader, new Class<?>[]{context},
                    (proxy, method, arguments) -> method.getReturnType() == int.class ? 840_000 : null));
        }
    }

    private static Object handler(URLClassLoader loader, String name) throws Exception {
        return loader.loadClass(RequestHandler.class.getName()).cast(
                loader.loadClass("io.github.rabbitlambda.operations." + name).getConstructor().newInstance());
    }

    private static URLClassLoader alone(Path jar) throws IOException {
        return new URLClassLoader(new URL[]{jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    }

    private static List<String> names(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(entry -> entry.getName()).toList();
        }
    }
}
