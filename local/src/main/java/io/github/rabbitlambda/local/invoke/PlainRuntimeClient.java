package io.github.rabbitlambda.local.invoke;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        RequestStreamHandler function;
        try {
            function = load(handler[0]);
        } catch (Throwable e) {
            e.printStackTrace(System.out);
            post("init/error", error(e));
            System.exit(1);
            return;
        }
        while (!Thread.currentThread().isInterrupted()) {
            serve(function);
        }
    }

    private static RequestStreamHandler load(String handler) throws ReflectiveOperationException, IOException {
        Object instance = Class.forName(handler.split("::", 2)[0], true, loader()).getConstructor().newInstance();
        if (instance instanceof RequestStreamHandler function) {
            return function;
        }
        throw new IllegalArgumentException(
                "this machine's runtime client serves a RequestStreamHandler only, and %s is none".formatted(handler));
    }

    private static ClassLoader loader() throws IOException {
        List<URL> urls = new ArrayList<>();
        urls.add(Path.of("").toUri().toURL());
        Path lib = Path.of("lib");
        if (Files.isDirectory(lib)) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(lib, "*.jar")) {
                for (Path jar : jars) {
                    urls.add(jar.toUri().toURL());
                }
            }
        }
        URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new));
        Thread.currentThread().setContextClassLoader(loader);
        return loader;
    }

    private static void serve(RequestStreamHandler function) throws IOException, InterruptedException {
        HttpResponse<byte[]> next = HTTP.send(request("invocation/next").GET().build(),
                HttpResponse.BodyHandlers.ofByteArray());
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

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(ROOT + path));
    }

    private static void post(String path, byte[] body) throws IOException, InterruptedException {
        HTTP.send(request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
                HttpResponse.BodyHandlers.discarding());
    }

    private static byte[] error(Throwable e) {
        return "{\"errorType\":%s,\"errorMessage\":%s}"
                .formatted(quoted(e.getClass().getName()), quoted(String.valueOf(e.getMessage())))
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
