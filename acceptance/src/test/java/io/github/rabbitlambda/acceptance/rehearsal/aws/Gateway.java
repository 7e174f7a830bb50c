package io.github.rabbitlambda.acceptance.rehearsal.aws;

import io.github.rabbitlambda.acceptance.rehearsal.stack.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

/** The address of all services. The signature of a call names its service, and its access key the role that calls. */
public final class Gateway implements HttpHandler, AutoCloseable {
    private final Iam iam;
    private final Faults faults;
    private final Map<String, Service> services = new ConcurrentHashMap<>();
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    public Gateway(Iam iam, Faults faults) {
        this.iam = iam;
        this.faults = faults;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this);
        server.setExecutor(threads);
        server.start();
    }

    public void add(String name, Service service) {
        services.put(name, service);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The calls that policies did not allow. */
    public List<String> refusals() {
        return refusals;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            write(exchange, answer(Call.of(exchange)));
        } catch (Exception e) {
            refusals.add("the rehearsal failed: " + e);
            e.printStackTrace();
        }
    }

    private Reply answer(Call call) throws Exception {
        Service service = services.get(call.service());
        if (service == null) {
            throw new UnsupportedOperationException("the rehearsal must know the service " + call.service()
                    + " (it doesn't): add it to Rehearsal");
        }
        Access access = service.access(call);
        if (!iam.allows(call.accessKey(), access)) {
            refusals.add(Iam.denial(call.accessKey(), access));
            return service.denied(Iam.denial(call.accessKey(), access));
        }
        if (faults.takesThrottled(access)) {
            return service.throttled();
        }
        try {
            return service.answer(call);
        } catch (Refused refusal) {
            return Reply.error(400, "ValidationException", refusal.reason());
        }
    }

    private static void write(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        boolean hasBody = reply.body().length > 0 && !exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(reply.status(), hasBody ? reply.body().length : -1);
        if (hasBody) {
            exchange.getResponseBody().write(reply.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
