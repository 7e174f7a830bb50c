package io.github.rabbitlambda.doctor.reader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.github.rabbitlambda.doctor.reader.FakeFaults.Fault;
import io.github.rabbitlambda.doctor.reader.WireForm.Reply;
import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * A server that answers what is in a snapshot, as the services of AWS would: in the protocol of each, by the SDK's own
 * description of its answers. What the snapshot doesn't hold doesn't exist.
 */
public final class FakeAccount implements AutoCloseable {
    private final Snapshot snapshot;
    private final FakeAnswers answers;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final RequestLog log = new RequestLog();
    private final FakeFaults faults = new FakeFaults();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Set<Call> dropped = ConcurrentHashMap.newKeySet();
    private volatile Executor answering = threads;

    private FakeAccount(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.answers = new FakeAnswers(snapshot);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public static FakeAccount serving(Snapshot snapshot) {
        return new FakeAccount(snapshot);
    }

    /** A reader that asks this account at the time at which the snapshot was taken. */
    public AccountReader reader() {
        return new AccountReader(
                (region, profile) -> Connection.to(endpoint(), Region.of(region.orElse(snapshot.region())),
                        StaticCredentialsProvider
                                .create(AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "example"))),
                Clock.fixed(snapshot.taken(), ZoneOffset.UTC));
    }

    /** Where the clients of all services find it. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public FakeAccount withPagesOf(int items) {
        answers.split(items);
        return this;
    }

    public FakeAccount withUnknownMembers() {
        answers.addUnknownMembers();
        return this;
    }

    public FakeAccount withSecret(String value) {
        answers.useSecret(value);
        return this;
    }

    public FakeAccount denying(Call call) {
        return failing(call, FakeFaults.denied(call));
    }

    FakeAccount failing(Call call, Fault fault) {
        faults.add(call, fault);
        return this;
    }

    /** With a body that isn't what the service's protocol demands. */
    FakeAccount answeringWith(Call call, String body) {
        faults.add(call, body);
        return this;
    }

    FakeAccount throttlingFirst(int attemptsOfEachRequest) {
        faults.throttle(attemptsOfEachRequest);
        return this;
    }

    FakeAccount droppingConnectionsOf(Call call) {
        dropped.add(call);
        return this;
    }

    public FakeAccount answeringAfter(Duration delay) {
        answering = CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, threads);
        return this;
    }

    RequestLog log() {
        return log;
    }

    private void handle(HttpExchange exchange) {
        try {
            FakeRequest request = FakeRequest.of(exchange);
            int chain = log.begin(request);
            answering.execute(() -> {
                log.end(chain);
                reply(exchange, request);
            });
        } catch (IOException | RuntimeException failed) {
            failure.compareAndSet(null, failed);
            exchange.close();
        }
    }

    private void reply(HttpExchange exchange, FakeRequest request) {
        try (exchange) {
            if (!dropped.contains(request.call())) {
                write(faults.faultOf(request).orElseGet(() -> answers.to(request)), exchange);
            }
        } catch (IOException | RuntimeException failed) {
            failure.compareAndSet(null, failed);
        }
    }

    private static void write(Reply reply, HttpExchange exchange) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(reply.status(), reply.body().length);
        exchange.getResponseBody().write(reply.body());
    }

    /** @throws IllegalStateException if it could not answer a request, as when the snapshot has what the SDK doesn't know */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        if (failure.get() != null) {
            throw new IllegalStateException("the fake account could not answer", failure.get());
        }
    }
}
