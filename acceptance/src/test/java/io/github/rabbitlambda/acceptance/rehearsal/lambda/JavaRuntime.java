package io.github.rabbitlambda.acceptance.rehearsal.lambda;

import io.github.rabbitlambda.acceptance.rehearsal.aws.Network;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

import io.github.rabbitlambda.local.invoke.LambdaFunction;

/** Lambda's Java runtime: the runtime interface client that local brings, and an archive as a library of the task. */
final class JavaRuntime {
    private static final List<String> CLIENT = List.of("aws-lambda-java-runtime-interface-client",
            "aws-lambda-java-core", "aws-lambda-java-serialization", "utils-lite");
    private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String NATIVE = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private final Path directory;
    private final Network network;
    private final String classPath;
    private final Path library;
    private final Map<Path, Path> taskRoots = new ConcurrentHashMap<>();

    JavaRuntime(Path directory, Network network) {
        this.directory = directory;
        this.network = network;
        classPath = CLIENT.stream().map(this::extract).map(Path::toString).collect(Collectors.joining(":"));
        library = nativeLibrary();
    }

    private Path extract(String name) {
        Path jar = directory.resolve(name + ".jar");
        try (InputStream in = LambdaFunction.class.getResourceAsStream("/runtime-client/" + name + ".jar")) {
            Files.copy(in, jar);
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path nativeLibrary() {
        Path file = directory.resolve("runtime-client.so");
        String processor = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        try (JarFile jar = new JarFile(directory.resolve(CLIENT.getFirst() + ".jar").toFile());
                InputStream in = jar.getInputStream(
                        jar.getEntry("jni/libaws-lambda-jni.linux-%s.so".formatted(processor)))) {
            Files.copy(in, file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    FunctionProcess.Command command(FunctionVersion function, Map<String, String> environment) {
        Path taskRoot = taskRoots.computeIfAbsent(function.code(), this::taskRoot);
        environment.put("LAMBDA_TASK_ROOT", taskRoot.toString());
        List<String> arguments = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + function.memory() * 85 / 100 + "m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED", "-D" + NATIVE + "=" + library));
        arguments.addAll(network.javaOptions());
        arguments.addAll(List.of("-cp", classPath, MAIN, function.handler()));
        return new FunctionProcess.Command(arguments, taskRoot, environment);
    }

    private Path taskRoot(Path jar) {
        Path root = directory.resolve("task-" + taskRoots.size());
        try {
            Files.createDirectories(root.resolve("lib"));
            Files.createSymbolicLink(root.resolve("lib").resolve(jar.getFileName().toString()), jar.toAbsolutePath());
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
