package io.github.rabbitlambda.operations;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.github.rabbitlambda.operations.broker.TopologyStep;
import io.github.rabbitlambda.operations.cleanup.ChangeGuard;
import io.github.rabbitlambda.operations.cleanup.EmptyBucket;
import io.github.rabbitlambda.operations.cleanup.EventSourceCleanup;
import io.github.rabbitlambda.operations.network.DefaultNetwork;
import io.github.rabbitlambda.operations.network.MqBrokers;
import io.github.rabbitlambda.operations.verify.Verification;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * All steps of a stack that CloudFormation does not know by itself, in one function. The CDK's Provider framework calls
 * it twice for one request: as the handler that begins a step, and then, until the step is complete, as the handler that
 * tells whether it is. The answer of the beginning has {@value #STARTED_AT}, which the framework hands on; so an event
 * with it asks for the progress.
 *
 * <p>What all steps have in common is here: the resource's type chooses the step; a Delete answers the id that CloudFormation
 * sent, which it may have made up itself when it cancelled a creation; one failed call is no failure before the step's
 * deadline; and a failure's text fits into CloudFormation's answer. Instances keep no state.
 */
public final class Steps implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    static final String STARTED_AT = "StartedAt";
    /** CloudFormation takes answers of 4,096 bytes; the framework adds its own trace and ids to the text. */
    private static final int MOST_BYTES = 2000;
    private static final Duration LONGEST_INVOCATION = Duration.ofMinutes(14).plusSeconds(30);

    private final Map<String, Supplier<DeploymentStep>> steps;
    private final Clock clock;

    /** As Lambda makes it: credentials of the function's role. Clients are made for the steps that need them. */
    public Steps() {
        this(ofTheStack(Clock.systemUTC()), Clock.systemUTC());
    }

    Steps(Map<String, Supplier<DeploymentStep>> steps, Clock clock) {
        this.steps = new TreeMap<>(steps);
        this.clock = clock;
    }

    private static Map<String, Supplier<DeploymentStep>> ofTheStack(Clock clock) {
        AwsRetry retry = AwsRetry.ofTheStack();
        Map<String, Supplier<DeploymentStep>> steps = new TreeMap<>();
        steps.put("Custom::ChangeGuard", () -> new ChangeGuard(client(SqsClient.builder())));
        steps.put("Custom::DefaultNetwork",
                () -> new DefaultNetwork(client(Ec2Client.builder()), MqBrokers.ofThisRegion(), retry));
        steps.put("Custom::EmptyBucket", () -> new EmptyBucket(client(S3Client.builder())));
        steps.put("Custom::EventSourceCleanup",
                () -> new EventSourceCleanup(invoker(), client(Ec2Client.builder()), MqBrokers.ofThisRegion(), clock));
        steps.put("Custom::Topology", () -> new TopologyStep(invoker(), retry));
        steps.put("Custom::Verification", () -> new Verification(invoker(), clock, retry));
        return steps;
    }

    private static <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(B builder) {
        return builder.httpClient(UrlConnectionHttpClient.create()).build();
    }

    /** Waits for a whole invocation: with a shorter time-out the SDK would invoke again while the first one runs. */
    private static LambdaClient invoker() {
        return LambdaClient.builder()
                .httpClient(UrlConnectionHttpClient.builder().socketTimeout(LONGEST_INVOCATION).build()).build();
    }

    /**
     * @throws OperationFailedException
     *             fails the resource, with a text for the person who deploys
     */
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        try {
            DeploymentStep step = step(event);
            return DeploymentStep.hasBegun(event) ? progress(step, event, context) : begin(step, event, context);
        } catch (OperationFailedException failure) {
            throw new OperationFailedException(fitting(failure.getMessage(), context), failure);
        }
    }

    private DeploymentStep step(Map<String, Object> event) {
        String type = new Input("event", event).text("ResourceType");
        return Optional.ofNullable(steps.get(type)).map(Supplier::get).orElseThrow(() -> new Input("event", event)
                .wrong("ResourceType", "one of " + String.join(", ", steps.keySet())));
    }

    private Map<String, Object> begin(DeploymentStep step, Map<String, Object> event, Context context) {
        Map<String, Object> answer = new LinkedHashMap<>(step.begin(event, context));
        answer.put("PhysicalResourceId", DeploymentStep.isDelete(event)
                ? new Input("event", event).text("PhysicalResourceId")
                : step.physicalId(event));
        answer.put(STARTED_AT, clock.instant().toString());
        return answer;
    }

    private Map<String, Object> progress(DeploymentStep step, Map<String, Object> event, Context context) {
        try {
            return step.progress(event, context);
        } catch (CannotSucceedException verdict) {
            throw verdict;
        } catch (OperationFailedException failure) {
            if (Deadline.of(event).isOver(clock.instant())) {
                throw failure;
            }
            context.getLogger().log("not yet: " + failure.getMessage() + "\n");
            return DeploymentStep.INCOMPLETE;
        }
    }

    /** The framework's own text names a log group by the function's name, which is not the one of our stacks. */
    private static String fitting(String text, Context context) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String kept = bytes.length <= MOST_BYTES
                ? text
                : new String(bytes, 0, MOST_BYTES, StandardCharsets.UTF_8).replace("\uFFFD", "") + " …";
        return "%s (log group of this step: %s)".formatted(kept, context.getLogGroupName());
    }
}
