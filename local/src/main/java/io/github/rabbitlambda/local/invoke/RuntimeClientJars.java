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
    private static final String PACKAGE = RuntimeClientJars.class.getPackageName();
    private static final String NATIVE_MAIN = "CheckedRuntimeClient";
    private static final String PLAIN_MAIN = "PlainRuntimeClient";
    /**
     * Our classes in the function's process: no other class of this project is on its class path. They are named by
     * texts, since this process can't load them: it does not have the runtime client's classes.
     */
    private static final List<String> OUR_CLASSES = List.of(NATIVE_MAIN, PLAIN_MAIN, "PlainContext", "HandlerCheck",
            "MissingClass", "TaskClassPath");
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
    List<String> command(FunctionSettings settings, Path temporary) {
        List<String> arguments = new ArrayList<>(jvmArguments(settings.memoryMegabytes()));
        arguments.addAll(List.of("-Djava.io.tmpdir=" + temporary, "-cp", classPath));
        switch (settings.client()) {
            case NATIVE -> arguments.addAll(List.of("-D" + NATIVE_LIBRARY_PROPERTY + "=" + extractNativeLibrary(),
                    PACKAGE + "." + NATIVE_MAIN));
            case PLAIN -> arguments.add(PACKAGE + "." + PLAIN_MAIN);
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
        Path target = root.resolve(PACKAGE.replace('.', '/'));
        for (String name : OUR_CLASSES) {
            try (InputStream in = RuntimeClientJars.class.getResourceAsStream(name + ".class")) {
                Files.createDirectories(target);
                Files.copy(in, target.resolve(name + ".class"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return root;
    }
}
