package io.github.rabbitlambda.constructs.operation;

import io.github.rabbitlambda.constructs.options.Jar;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The jars of functions that this library holds as resources. The CDK takes files only, so they are written to temporary
 * ones, once in a process; an asset is known by its content, so their names don't matter.
 */
public final class OperationJars {
    private OperationJars() {}

    public static Jar operations() {
        return Broker.JAR;
    }

    public static Jar steps() {
        return Deployment.JAR;
    }

    private static Jar extracted(String name) {
        try (InputStream jar = OperationJars.class.getResourceAsStream("/io/github/rabbitlambda/constructs/" + name)) {
            if (jar == null) {
                throw new IllegalStateException("rabbitlambda-constructs must hold " + name
                        + " (given none): build it with mvn -pl constructs -am package");
            }
            Path file = Files.createTempDirectory("rabbitlambda").resolve(name);
            Files.copy(jar, file, StandardCopyOption.REPLACE_EXISTING);
            file.toFile().deleteOnExit();
            file.getParent().toFile().deleteOnExit();
            return new Jar("operations", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(name + " can't be written to the directory for temporary files", e);
        }
    }

    private static final class Broker {
        static final Jar JAR = extracted("operations.jar");
    }

    private static final class Deployment {
        static final Jar JAR = extracted("steps.jar");
    }
}
