package io.github.rabbitlambda.operations.broker;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.io.PrintStream;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

import io.github.rabbitlambda.operations.Input;
import io.github.rabbitlambda.operations.OperationFailedException;
import io.github.rabbitlambda.operations.BrokerRetry;

/**
 * The only function in the broker's network. It declares the topology (as a custom resource), publishes, observes, and
 * puts dead letters back. Secrets Manager calls it to rotate the passwords of the broker's users. The environment names
 * the broker, the secrets of its users and the queues. The event names the task: {@code publish}, {@code republish},
 * {@code observe}, {@code move} or {@code peek}.
 *
 * <p>Errors are {@link OperationFailedException}s whose message is for the user. Instances keep no state between
 * invocations. The secret is read in each invocation, so that a changed password is used at once.
 */
public final class BrokerTasks implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private static final Duration RESERVE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofSeconds(30);

    private final Map<String, String> environment;
    private final SecretsManagerClient secrets;
    private final SSLContext trust;
    private final BrokerRetry retry;
    private final PrintStream metrics;
    private final Supplier<LambdaClient> lambda;
    private final Function<Duration, MappingCheck.Waits> waits;

    /** As Lambda makes it: settings from the environment, credentials from the function's role. */
    public BrokerTasks() {
        this(System.getenv(), SecretsManagerClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
                systemTrust(), new BrokerRetry(Duration.ofMinutes(10), Duration.ofSeconds(5)), System.out);
    }

    public BrokerTasks(Map<String, String> environment, SecretsManagerClient secrets, SSLContext trust,
            BrokerRetry retry,
            PrintStream metrics) {
        this(environment, secrets, trust, retry, metrics,
                () -> LambdaClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
                MappingCheck.Waits::within);
    }

    BrokerTasks(Map<String, String> environment, SecretsManagerClient secrets, SSLContext trust, BrokerRetry retry,
            PrintStream metrics, Supplier<LambdaClient> lambda, Function<Duration, MappingCheck.Waits> waits) {
        this.lambda = lambda;
        this.waits = waits;
        this.environment = Map.copyOf(environment);
        this.secrets = secrets;
        this.trust = trust;
        this.retry = retry;
        this.metrics = metrics;
    }

    /**
     * @param event a custom resource's event, or {@code {"task": …}}
     * @return what the task found or did
     */
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        if (event.containsKey("RequestType")) {
            return customResource(event, context);
        }
        return event.containsKey("Step")
                ? rotation(context).step(new Input("event", event))
                : task(new Input("event", event), context);
    }

    private Rotation rotation(Context context) {
        BrokerSettings settings = BrokerSettings.fromEnvironment(environment);
        Logins logins = new Logins(settings, trust, retry.atMost(SHORT));
        return new Rotation(settings, secrets, logins,
                new MappingCheck(settings, logins, lambda, waits.apply(left(context)), metrics),
                metrics);
    }

    /** A Delete does nothing: queues and their messages stay. So it needs no network. */
    private Map<String, Object> customResource(Map<String, Object> event, Context context) {
        if (!"Delete".equals(event.get("RequestType"))) {
            BrokerSettings settings = BrokerSettings.fromEnvironment(environment);
            Optional<String> former = new Input("event", event).object("OldResourceProperties")
                    .flatMap(properties -> properties.optionalText("Exchange"));
            Logins logins = new Logins(settings, trust, retry.atMost(left(context)));
            ManagementApi administrator = management(settings, logins);
            Topology topology = Topology.of(Input.resourceProperties(event));
            new TopologyDeclaration(administrator, topology).declare(former);
            new BrokerUsers(administrator, topology.virtualHost()).declare(settings,
                    arn -> BrokerSecret.read(secrets, arn));
        }
        return new LinkedHashMap<>(Map.of("PhysicalResourceId", "topology"));
    }

    private Map<String, Object> task(Input event, Context context) {
        BrokerSettings settings = BrokerSettings.fromEnvironment(environment);
        Logins logins = new Logins(settings, trust, retry.atMost(SHORT));
        return switch (event.optionalText("task").orElse("")) {
            case "publish" -> new PublishTask(settings, publisher(settings, logins)).publish(event);
            case "republish" -> new PublishTask(settings, publisher(settings, logins)).republish(event);
            case "observe" -> observe(settings, logins, event);
            case "move" ->
                new MoveTask(settings, amqp(settings, logins), Clock.systemUTC(),
                        outOfTime(context)).move(event);
            case "peek" ->
                new PeekTask(settings, amqp(settings, logins), Clock.systemUTC()).peek(event);
            default -> throw event.wrong("task", "publish, republish, observe, move or peek");
        };
    }

    private Map<String, Object> observe(BrokerSettings settings, Logins logins, Input event) {
        return new ObserveTask(settings, () -> management(settings, logins),
                settings.metrics().map(address -> new MetricsEndpoint(address,
                        BrokerSecret.read(secrets, settings.secretArn()), trust)),
                new EmbeddedMetrics(Clock.systemUTC()), metrics).observe(event);
    }

    private ManagementApi management(BrokerSettings settings, Logins logins) {
        return logins.management(Administrator.of(settings, secrets, logins::manages).login());
    }

    /** Without the management API, which may be out of reach while the broker is short of memory. */
    private AmqpBroker amqp(BrokerSettings settings, Logins logins) {
        return logins.amqp(Administrator.of(settings, secrets, logins::connects).login());
    }

    private AmqpBroker publisher(BrokerSettings settings, Logins logins) {
        return logins.amqp(BrokerSecret.read(secrets, settings.publisherSecretArn()));
    }

    private static Duration left(Context context) {
        return Duration.ofMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
    }

    private static BooleanSupplier outOfTime(Context context) {
        return () -> left(context).isNegative();
    }

    private static SSLContext systemTrust() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException broken) {
            throw new IllegalStateException("this JDK has no TLS", broken);
        }
    }
}
