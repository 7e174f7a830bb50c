package io.github.rabbitlambda.operations.replay;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

import io.github.rabbitlambda.operations.broker.BrokerTasks;
import io.github.rabbitlambda.operations.Input;
import io.github.rabbitlambda.operations.InvokedFunction;
import io.github.rabbitlambda.operations.ObservedQueues;
import io.github.rabbitlambda.operations.ReplaySelection;

/**
 * Puts messages back on their queue: messages that the listener parked ({@code "source": "parked"}) or messages of the
 * broker's dead-letter queue ({@code "dead-letter"}). {@code count} (default 100), {@code maxAgeSeconds} and {@code
 * messageIds} select them. {@code "count-only": true} returns both depths and moves nothing.
 *
 * <p>A message is deleted only after the broker confirmed its copy, so it may be replayed twice but is never lost. A
 * message that its queue does not take stays on the failure queue, with the reason in the answer. Depths of SQS are
 * estimates.
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

    /** Returns how many messages were replayed and read, how many are left, and why some failed. */
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        Input input = new Input("event", event);
        InvokedFunction tasks = new InvokedFunction(lambda, environment.text("BROKER_TASKS_ARN"));
        if (input.isTrue("count-only")) {
            return depths(tasks);
        }
        return switch (input.optionalText("source").orElse("")) {
            case "parked" ->
                new ParkedReplay(failureQueue(), new FailureBucket(s3), tasks, virtualHost(), ReplaySelection.of(input),
                        clock)
                        .run(() -> context.getRemainingTimeInMillis() < RESERVE_MILLIS);
            case "dead-letter" -> deadLetters(tasks, event);
            default -> throw input.wrong("source", "parked or dead-letter");
        };
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

    private Map<String, Object> deadLetters(InvokedFunction tasks, Map<String, Object> event) {
        Map<String, Object> move = new LinkedHashMap<>(event);
        move.put("task", "move");
        move.put("from", environment.text("DEAD_LETTER_QUEUE"));
        Map<String, Object> result = new LinkedHashMap<>();
        Input answer = tasks.call(move);
        List.of("replayed", "looked", "left", "failures").forEach(key -> result.put(key, answer.values().get(key)));
        return result;
    }

    private FailureQueue failureQueue() {
        return new FailureQueue(sqs, environment.optionalText("FAILURE_QUEUE_URL").orElseThrow(() -> environment.wrong(
                "FAILURE_QUEUE_URL", "the URL of the failure queue: this stack was deployed without one")));
    }

    private String virtualHost() {
        return environment.optionalText("VIRTUAL_HOST").orElse("/");
    }
}
