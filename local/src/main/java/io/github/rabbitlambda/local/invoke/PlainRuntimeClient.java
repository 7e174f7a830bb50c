package io.github.rabbitlambda.local.invoke;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

/**
 * A runtime client without native code, for machines other than Linux, where Lambda's client does not run. It runs in
 * the function's process and serves {@link RequestStreamHandler}s only. Its class path has only the JDK and the runtime
 * client's jars.
 */
public final class PlainRuntimeClient {
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String ROOT = "http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/";

    private PlainRuntimeClient() {}

    /** Serves invocations until the process ends; the argument is the handler's class. */
    public static void main(String[] handler) throws IOException, InterruptedException {
        ClassLoader loader = TaskClassPath.loader();
        Thread.currentThread().setContextClassLoader(loader);
        Optional<String> problem = HandlerCheck.problem(handler[0], loader);
        if (problem.isPresent()) {
            reportInitError("", problem.get());
            System.exit(1);
        }
        RequestStreamHandler function = construct(handler[0], loader);
        while (!Thread.currentThread().isInterrupted()) {
            serve(function);
        }
    }

    private static RequestStreamHandler construct(String handler, ClassLoader loader)
            throws IOException, InterruptedException {
        try {
            return load(handler, loader);
        } catch (Throwable e) {
            Throwable cause = e instanceof InvocationTargetException && e.getCause() != null ? e.getCause() : e;
            cause.printStackTrace(System.out);
            post("init/error", error(cause));
            System.exit(1);
            throw new AssertionError("unreachable", e);
        }
    }

    private static RequestStreamHandler load(String handler, ClassLoader loader) throws ReflectiveOperationException {
        String[] classAndMethod = handler.split("::", 2);
        Class<?> type = Class.forName(classAndMethod[0], true, loader);
        if (RequestStreamHandler.class.isAssignableFrom(type)
                && (classAndMethod.length == 1 || classAndMethod[1].equals("handleRequest"))) {
            return (RequestStreamHandler) type.getConstructor().newInstance();
        }
        throw new IllegalArgumentException(
                "the runtime client in pure Java calls handleRequest of a RequestStreamHandler only, and %s is none: use --runtime-client native on Linux"
                        .formatted(handler));
    }

    private static void serve(RequestStreamHandler function) throws IOException, InterruptedException {
        HttpResponse<byte[]> next = nextInvocation();
        String id = next.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow();
        long deadline = next.headers().firstValueAsLong("Lambda-Runtime-Deadline-Ms").orElseThrow();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            function.handleRequest(new ByteArrayInputStream(next.body()), output, new PlainContext(id, deadline));
        } catch (Throwable e) {
            e.printStackTrace(System.out);
            post("invocation/" + id + "/error", error(e));
            return;
        }
        post("invocation/" + id + "/response", output.toByteArray());
    }

    private static HttpResponse<byte[]> nextInvocation() throws IOException, InterruptedException {
        return HTTP.send(request("invocation/next").GET().build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(ROOT + path));
    }

    private static void post(String path, byte[] body) throws IOException, InterruptedException {
        HTTP.send(request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
                HttpResponse.BodyHandlers.discarding());
    }

    /** Tells {@link RuntimeApi} that the function can't be started. */
    static void reportInitError(String type, String message) throws IOException, InterruptedException {
        post("init/error", error(type, message));
    }

    private static byte[] error(Throwable e) {
        return error(e.getClass().getName(), String.valueOf(e.getMessage()));
    }

    private static byte[] error(String type, String message) {
        return "{\"errorType\":%s,\"errorMessage\":%s}".formatted(quoted(type), quoted(message))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c < ' ' || c == '"' || c == '\\') {
                json.append("\\u%04x".formatted(c));
            } else {
                json.append((char) c);
            }
        });
        return json.append('"').toString();
    }
}
