package io.github.rabbitlambda.acceptance.rehearsal.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Files of the rehearsal that other programs run. */
final class Resources {
    private Resources() {}

    static Path copy(String name, Path directory) {
        Path target = directory.resolve(name);
        try (InputStream in = Resources.class.getResourceAsStream(name)) {
            Files.copy(Objects.requireNonNull(in, name), target);
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
