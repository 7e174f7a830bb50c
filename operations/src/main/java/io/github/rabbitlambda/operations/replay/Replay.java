package io.github.rabbitlambda.operations.replay;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

import io.github.rabbitlambda.operations.broker.BrokerTasks;
import io.github.rabbitlambda.operations.Input;
import io.github.rabbitlambda.operations.InvokedFunction;
import io.github.rabbitlambda.operations.ObservedQueues;
import io.github.rabbitlambda.operations.PeekRequest;
import io.github.rabbitlambda.operations.ReplaySelection;
import io.github.rabbitlambda.operations.replay.ReplayRequest.Source;

/**
 * Looks at messages and puts them back on their queue: messages that the listener parked ({@code "source": "parked"}) or
 * those of the broker's dead-letter queue ({@code "dead-letter"}). {@link ReplayRequest} lists what an event may hold.
 *
 * <p>A message is deleted only after the broker confirmed its copy, so it may be replayed twice but is never lost. A
 * message that its queue does not take stays where it is, with the reason in the answer. Depths of SQS are estimates.
 * Who may invoke this function can read the bodies of messages.
 */
public final class Replay implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private static final Duration INVOCATION = Duration.ofMinutes(14);
    private static final int RESERVE_MILLIS = 120_000;

    private final Input environment;
    private final SqsClient sqs;
    private final S3Client s3;
    private final LambdaClient lambda;
    private final Clock clock;

    /** As Lambda makes it: the queues and {@link BrokerTasks} from the environment. */
    public Replay() {
        this(System.getenv(), SqsClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
                S3Client.builder().httpClient(UrlConnectionHttpClient.create()).build(),
                LambdaClient.builder().httpClient(UrlConnectionHttpClient.builder().socketTimeout(INVOCATION).build())
                        .build(),
                Clock.systemUTC());
    }

    Replay(Map<String, String> environment, SqsClient sqs, S3Client s3, LambdaClient lambda, Clock clock) {
        this.environment = new Input("the environment", Map.copyOf(environment));
        this.sqs = sqs;
        this.s3 = s3;
        this.lambda = lambda;
        this.clock = clock;
    }

    /** Returns how many messages were replayed and read, how many are left, and why some failed; or what was asked for. */
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        ReplayRequest request = ReplayRequest.of(new Input("event", event));
        InvokedFunction tasks = new InvokedFunction(lambda, environment.text("BROKER_TASKS_ARN"));
        return switch (request) {
            case ReplayRequest.Count count -> depths(tasks);
            case ReplayRequest.Peek(Source source, PeekRequest peek) -> switch (source) {
                case PARKED -> new ParkedPeek(failureQueue(), new FailureBucket(s3), clock).show(peek);
                case DEAD_LETTER -> ofDeadLetters(tasks, "peek", event);
            };
            case ReplayRequest.PutBack(Source source, ReplaySelection selection) -> switch (source) {
                case PARKED -> parked(tasks, selection)
                        .run(() -> context.getRemainingTimeInMillis() < RESERVE_MILLIS);
                case DEAD_LETTER -> ofDeadLetters(tasks, "move", event);
            };
        };
    }

    private ParkedReplay parked(InvokedFunction tasks, ReplaySelection selection) {
        return new ParkedReplay(failureQueue(), new FailureBucket(s3), tasks, virtualHost(), selection, clock);
    }

    private Map<String, Object> depths(InvokedFunction tasks) {
        Map<String, Object> depths = new LinkedHashMap<>();
        if (environment.has("FAILURE_QUEUE_URL")) {
            depths.put("parked", failureQueue().depth());
        }
        Input queue = new ObservedQueues(tasks).queue(environment.text("DEAD_LETTER_QUEUE"));
        depths.put("dead-letter", queue.number("ready", 0, 0) + queue.number("unacknowledged", 0, 0));
        return depths;
    }

    /** Has the function in the broker's network do it. */
    private Map<String, Object> ofDeadLetters(InvokedFunction tasks, String task, Map<String, Object> event) {
        Map<String, Object> asked = new LinkedHashMap<>(event);
        asked.keySet().removeAll(Set.of("source", ReplayRequest.COUNT_ONLY));
        asked.put("task", task);
        asked.put("from", environment.text("DEAD_LETTER_QUEUE"));
        Map<String, Object> answer = new LinkedHashMap<>();
        tasks.call(asked).values().forEach((name, value) -> answer.put(String.valueOf(name), value));
        return answer;
    }

    private FailureQueue failureQueue() {
        return new FailureQueue(sqs, environment.optionalText("FAILURE_QUEUE_URL").orElseThrow(() -> environment.wrong(
                "FAILURE_QUEUE_URL", "the URL of the failure queue: this stack was deployed without one")));
    }

    private String virtualHost() {
        return environment.optionalText("VIRTUAL_HOST").orElse("/");
    }
}
