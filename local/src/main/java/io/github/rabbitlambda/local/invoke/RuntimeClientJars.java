package io.github.rabbitlambda.local.invoke;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/**
 * The command that starts the Java runtime interface client, whose jars travel inside ours: on a class path of its own,
 * so that the function sees none of our libraries.
 */
final class RuntimeClientJars {
    private static final List<String> NAMES = List.of("aws-lambda-java-runtime-interface-client",
            "aws-lambda-java-core",
            "aws-lambda-java-serialization", "utils-lite");
    private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String NATIVE_LIBRARY_PROPERTY = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private final Path directory;
    private final String classPath;
    private int processes;

    RuntimeClientJars(Path directory) {
        this.directory = directory;
        this.classPath = NAMES.stream().map(this::extracted).map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Path extracted(String name) {
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

    /** The words for one more process; each gets a native library of its own, since parallel starts overwrite a shared one. */
    List<String> command(FunctionSettings settings) {
        List<String> words = new ArrayList<>(jvm(settings.memoryMegabytes()));
        switch (settings.client()) {
            case NATIVE ->
                words.addAll(List.of("-D" + NATIVE_LIBRARY_PROPERTY + "=" + nativeLibrary(), "-cp", classPath, MAIN));
            case PLAIN -> words.addAll(
                    List.of("-cp", classPath + File.pathSeparator + ownClasses(),
                            RuntimeClientJars.class.getPackageName() + ".PlainRuntimeClient"));
        }
        words.add(settings.handler());
        return words;
    }

    /** As Lambda's Java runtimes start: 85 % of the memory for the heap, the serial collector, the first compiler only. */
    private static List<String> jvm(int memoryMegabytes) {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + memoryMegabytes * 1024L * 85 / 100 + "k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED");
    }

    private Path nativeLibrary() {
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

    /** Only our client's own classes, by name: here the libraries that it uses are not on the class path. */
    private Path ownClasses() {
        String packagePath = RuntimeClientJars.class.getPackageName().replace('.', '/');
        Path target = directory.resolve("plain-client").resolve(packagePath);
        for (String name : List.of("PlainRuntimeClient.class", "PlainContext.class")) {
            try (InputStream in = RuntimeClientJars.class.getResourceAsStream(name)) {
                Files.createDirectories(target);
                Files.copy(in, target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return directory.resolve("plain-client");
    }
}
