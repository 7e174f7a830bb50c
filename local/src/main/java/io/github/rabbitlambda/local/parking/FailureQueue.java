package io.github.rabbitlambda.local.parking;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * An SQS queue on this machine that catches what a function's listener parks, and hands each parked message over once.
 *
 * <p>{@link #startInBackground} starts the server; {@link #watch} starts a thread that passes on what arrives; {@link #finish}
 * passes on the rest in the caller's thread and ends the watch.
 */
public final class FailureQueue implements AutoCloseable {
    private static final String NAME = "parked";
    private static final String URL_VARIABLE = "LISTENER_FAILURE_QUEUE_URL";
    /** A function that has one of these parks in a queue of the user's own. */
    private static final List<String> OWN_QUEUE = List.of(URL_VARIABLE, "AWS_ENDPOINT_URL_SQS", "AWS_ENDPOINT_URL");
    /** A function that has one of these has credentials of its own; the server accepts any. */
    private static final Set<String> OWN_CREDENTIALS = Set.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY",
            "AWS_PROFILE", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
    /** The listener's highest limit, which is SQS's. */
    private static final String MOST_BYTES = "1048576";
    private static final Duration POLL = Duration.ofSeconds(1);

    private final SqsServer server;
    private final SqsClient client;
    private final URI endpoint;
    private final String url;
    private volatile boolean isFinishing;
    private Thread watcher = new Thread(() -> {});

    private FailureQueue(SqsServer server) {
        this.server = server;
        endpoint = URI.create("http://127.0.0.1:" + server.port());
        client = new SqsClient(endpoint);
        url = endpoint + "/000000000000/" + NAME;
        client.createQueue(NAME);
    }

    /** Starts the server with the queue (1 to 3 s). */
    static FailureQueue start() {
        return new FailureQueue(SqsServer.start());
    }

    /** Starts the server with the queue in a thread of its own. */
    public static CompletableFuture<FailureQueue> startInBackground() {
        return CompletableFuture.supplyAsync(FailureQueue::start,
                task -> Thread.ofPlatform().daemon().name("failure queue's start").start(task));
    }

    /** Which of a function's variables says that it parks elsewhere; empty if none does. */
    public static List<String> ownQueueIn(Map<String, String> variables) {
        return OWN_QUEUE.stream().filter(variables::containsKey).limit(1).toList();
    }

    /** The variables that tell a function to park here; it gets no credentials if its own variables name some. */
    public Map<String, String> variables(Set<String> ownVariables) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(URL_VARIABLE, url);
        variables.put("AWS_ENDPOINT_URL_SQS", endpoint.toString());
        variables.put("LISTENER_PARK_MAX_BYTES", MOST_BYTES);
        if (Collections.disjoint(ownVariables, OWN_CREDENTIALS)) {
            variables.put("AWS_ACCESS_KEY_ID", "local");
            variables.put("AWS_SECRET_ACCESS_KEY", "local");
        }
        return variables;
    }

    /** Starts to pass on what is parked, in a thread of its own. */
    public void watch(Consumer<ParkedMessage> parked) {
        watcher = Thread.ofPlatform().daemon().name("failure queue").start(() -> {
            try {
                while (!isFinishing) {
                    take(POLL, parked);
                }
            } catch (IllegalStateException e) {
                isFinishing = true; // closed; or it is broken, and finish() says so
            }
        });
    }

    /** Ends the watch and passes on what it has left; call it when the function parks nothing more. */
    public void finish(Consumer<ParkedMessage> parked) throws InterruptedException {
        isFinishing = true;
        watcher.join();
        while (take(Duration.ZERO, parked) > 0) {
            // up to ten at a time
        }
    }

    private int take(Duration wait, Consumer<ParkedMessage> parked) {
        List<String> texts = client.take(url, wait);
        texts.forEach(text -> parked.accept(ParkedMessage.read(text)));
        return texts.size();
    }

    @Override
    public void close() {
        isFinishing = true;
        client.close();
        server.close();
    }
}
