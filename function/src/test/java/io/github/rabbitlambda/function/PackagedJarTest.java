package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;

import org.junit.jupiter.api.Test;

/**
 * The jar that Lambda gets, by itself: nothing but the JDK beside it.
 */
class PackagedJarTest {
    private static final Path JAR = Path.of("target/function.jar");
    private static final long MOST_BYTES = 1_500_000;

    @Test
    void isSmall() throws IOException {
        assertThat(Files.size(JAR)).isLessThan(MOST_BYTES);
    }

    @Test
    void holdsNoJsonLibraryAndNoModelClasses() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(entry -> entry.getName()).filter(name -> name.endsWith(".class")))
                    .contains("io/github/rabbitlambda/function/SampleListener.class",
                            "com/amazonaws/services/lambda/runtime/RequestStreamHandler.class")
                    .allMatch(name -> name.startsWith("io/github/rabbitlambda/")
                            || name.startsWith("com/amazonaws/services/lambda/runtime/"))
                    .noneMatch(name -> name.startsWith("com/amazonaws/services/lambda/runtime/events/"));
        }
    }

    @Test
    void itsSampleListenerHandlesAnEvent() throws Exception {
        List<String> logged = invoke(Fixtures.event("11-derived-all-amqp-types-and-nulls"));

        assertThat(logged).anyMatch(line -> line.contains("received q1::/ id=m type=T size=5"));
    }

    @Test
    void itsSampleListenerFailsABatchThatItCanNotRead() {
        assertThatThrownBy(() -> invoke(Events.utf8("{}"))).isInstanceOf(InvocationTargetException.class).cause()
                .hasMessageStartingWith("expected an Amazon MQ for RabbitMQ event");
    }

    private static List<String> invoke(byte[] event) throws Exception {
        List<String> logged = new ArrayList<>();
        URL[] jar = {JAR.toUri().toURL()};
        try (URLClassLoader alone = new URLClassLoader(jar, ClassLoader.getPlatformClassLoader())) {
            Class<?> listener = alone.loadClass("io.github.rabbitlambda.function.SampleListener");
            Class<?> context = alone.loadClass("com.amazonaws.services.lambda.runtime.Context");
            Class<?> logger = alone.loadClass("com.amazonaws.services.lambda.runtime.LambdaLogger");
            Object log = Proxy.newProxyInstance(alone, new Class<?>[]{logger},
                    (proxy, method, arguments) -> logged.add(String.valueOf(arguments[0])) ? null : null);
            Object invocation = Proxy.newProxyInstance(alone, new Class<?>[]{context},
                    (proxy, method, arguments) -> switch (method.getName()) {
                        case "getLogger" -> log;
                        case "getRemainingTimeInMillis" -> 60_000;
                        default -> "x";
                    });
            listener.getMethod("handleRequest", InputStream.class, OutputStream.class, context).invoke(
                    listener.getConstructor().newInstance(), new ByteArrayInputStream(event),
                    OutputStream.nullOutputStream(), invocation);
        }
        return logged;
    }
}
