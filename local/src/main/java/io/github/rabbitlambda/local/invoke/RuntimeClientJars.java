package io.github.rabbitlambda.local.invoke;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command that starts the Java runtime interface client. Its jars are resources of this jar; they get a separate
 * class path, so that the function does not see the libraries of this project.
 */
final class RuntimeClientJars {
    private static final List<String> NAMES = List.of("aws-lambda-java-runtime-interface-client",
            "aws-lambda-java-core",
            "aws-lambda-java-serialization", "utils-lite");
    /** Our classes in the function's process: no other class of this project is on its class path. */
    private static final List<Class<?>> OUR_CLASSES = List.of(CheckedRuntimeClient.class, PlainRuntimeClient.class,
            PlainContext.class, HandlerCheck.class, MissingClass.class, TaskClassPath.class);
    private static final String NATIVE_LIBRARY_PROPERTY = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private final Path directory;
    private final String classPath;
    private int processes;

    RuntimeClientJars(Path directory) {
        this.directory = directory;
        this.classPath = Stream.concat(NAMES.stream().map(this::extract), Stream.of(writeOurClasses()))
                .map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private Path extract(String name) {
        Path jar = directory.resolve(name + ".jar");
        try (InputStream in = RuntimeClientJars.class.getResourceAsStream("/runtime-client/" + name + ".jar")) {
            if (in == null) {
                throw new IllegalStateException(
                        "runtime-client/%s.jar is missing from this build: run mvn package again".formatted(name));
            }
            Files.copy(in, jar);
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The command for one more process. Each process has its own native library: parallel starts would overwrite a
     * shared one.
     */
    List<String> command(FunctionSettings settings) {
        List<String> arguments = new ArrayList<>(jvmArguments(settings.memoryMegabytes()));
        arguments.addAll(List.of("-cp", classPath));
        switch (settings.client()) {
            case NATIVE -> arguments.addAll(List.of("-D" + NATIVE_LIBRARY_PROPERTY + "=" + extractNativeLibrary(),
                    CheckedRuntimeClient.class.getName()));
            case PLAIN -> arguments.add(PlainRuntimeClient.class.getName());
        }
        arguments.add(settings.handler());
        return arguments;
    }

    /**
     * Lambda's Java runtimes start so: 85 % of the memory for the heap, the serial collector, only the first compiler.
     */
    private static List<String> jvmArguments(int memoryMegabytes) {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + memoryMegabytes * 1024L * 85 / 100 + "k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED");
    }

    private Path extractNativeLibrary() {
        directory.resolve("runtime-client-%d.so".formatted(processes - 1)).toFile().delete();
        Path library = directory.resolve("runtime-client-%d.so".formatted(processes++));
        try (JarFile jar = new JarFile(directory.resolve(NAMES.getFirst() + ".jar").toFile());
                InputStream in = jar
                        .getInputStream(jar.getEntry("jni/libaws-lambda-jni.%s.so".formatted(platform())))) {
            Files.copy(in, library);
            return library;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String platform() {
        String processor = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        boolean musl = Files
                .exists(Path.of("/lib/ld-musl-" + System.getProperty("os.arch").replace("amd64", "x86_64") + ".so.1"));
        return (musl ? "linux_musl-" : "linux-") + processor;
    }

    private Path writeOurClasses() {
        Path root = directory.resolve("our-classes");
        for (Class<?> ours : OUR_CLASSES) {
            Path target = root.resolve(ours.getName().replace('.', '/') + ".class");
            try (InputStream in = RuntimeClientJars.class.getResourceAsStream(ours.getSimpleName() + ".class")) {
                Files.createDirectories(target.getParent());
                Files.copy(in, target);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return root;
    }
}
