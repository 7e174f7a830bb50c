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
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The jars that Lambda gets, each by itself: nothing but the JDK beside it. */
class PackagedJarTest {
    private static final Path OPERATIONS = Path.of("target/operations.jar");
    private static final Path STEPS = Path.of("target/steps.jar");
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
        assertThat(Files.size(STEPS)).isLessThan(42_000_000);
        assertThat(names(STEPS)).noneMatch(name -> name.startsWith("com/rabbitmq/"));
    }

    // a function that does not start fails the deployment, or worse, the destroy
    @Test
    void startsEveryFunctionThatTheTemplatesName() throws Exception {
        for (Map.Entry<String, Path> handler : Map
                .of("broker.BrokerTasks", OPERATIONS, "replay.Replay", OPERATIONS, "Steps", STEPS).entrySet()) {
            try (URLClassLoader loader = alone(handler.getValue())) {
                assertThat(handler(loader, handler.getKey()).getClass().getClassLoader()).isSameAs(loader);
            }
        }
    }

    @Test
    void runsEveryStepFromTheStepsJar() throws Exception {
        aws.on(Recorded.MAPPINGS, Recorded.mappings()).on("DescribeNetworkInterfaces", Recorded.enis())
                .on(Recorded.getMapping(Recorded.uuid(1)),
                        Recorded.mappingTold(Recorded.uuid(1), "Enabled", "none", "OK"))
                .on(RemoteTasks.INVOKE, Answer.ok("{}"))
                // too short a name for a host goes into the path, which a local server can answer
                .on("GET /b", request -> Answer.ok(request.query().startsWith("tagging")
                        ? "<Tagging xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><TagSet><Tag>"
                                + "<Key>rabbitlambda:empty-on-delete</Key><Value>true</Value></Tag></TagSet></Tagging>"
                        : "<ListVersionsResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>b</Name>"
                                + "</ListVersionsResult>"));

        assertThat(progress("EventSourceCleanup", "Delete", Map.of("FunctionName", Recorded.FUNCTION, "BrokerArn",
                Recorded.BROKER, "SecurityGroupIds", List.of("sg-1"), "SubnetIds", List.of("subnet-1"), "OwnsNetwork",
                "true"))).isEqualTo(Map.of("IsComplete", true));
        assertThat(progress("EmptyBucket", "Delete", Map.of("BucketName", "b"))).isEqualTo(Map.of("IsComplete", true));
        assertThat(progress("Verification", "Create", Map.of("MappingIds", List.of(Recorded.uuid(1)), "Queues",
                List.of("orders"), "Mode", "state")))
                .isEqualTo(Map.of("IsComplete", true, "Data", Map.of("Result", "every mapping reads")));
        assertThat(progress("DefaultNetwork", "Delete", Map.of("Phase", "check")))
                .isEqualTo(Map.of("IsComplete", true));
        assertThat(progress("ChangeGuard", "Create", Map.of("BrokerName", "a"))).isEqualTo(Map.of("IsComplete", true));
        assertThat(progress("Topology", "Create", Map.of("BrokerTasksArn", RemoteTasks.ARN)))
                .isEqualTo(Map.of("IsComplete", true));
        assertThat(aws.requests(RemoteTasks.INVOKE)).hasSize(1);
    }

    @Test
    void namesTheLicencesOfWhatItCarries() throws IOException {
        for (Path jar : List.of(OPERATIONS, STEPS)) {
            try (JarFile file = new JarFile(jar.toFile());
                    InputStream notice = file.getInputStream(file.getEntry("META-INF/NOTICE"))) {
                assertThat(new String(notice.readAllBytes(), StandardCharsets.UTF_8)).contains("AWS SDK for Java");
            }
        }
    }

    /** Begins a step and asks for its progress, as the Provider framework does. */
    private static Object progress(String type, String request, Map<String, Object> properties) throws Exception {
        Map<String, Object> event = CustomResourceEvent.of(request, properties);
        event.put("ResourceType", "Custom::" + type);
        event.put("PhysicalResourceId", "id");
        try (URLClassLoader loader = alone(STEPS)) {
            Object steps = handler(loader, "Steps");
            Class<?> context = loader.loadClass("com.amazonaws.services.lambda.runtime.Context");
            Method handle = steps.getClass().getMethod("handleRequest", Map.class, context);
            Object invocation = Proxy.newProxyInstance(loader, new Class<?>[]{context},
                    (proxy, method, arguments) -> method.getReturnType() == int.class ? 840_000 : null);
            ((Map<?, ?>) handle.invoke(steps, event, invocation))
                    .forEach((key, value) -> event.put((String) key, value));
            return handle.invoke(steps, event, invocation);
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
