package io.github.rabbitlambda.local.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one {@code --publish} names.
 *
 * @param name
 *            as messages call it
 */
record Source(String name, byte[] content) {
    /** RabbitMQ 4's default limit of a message (https://www.rabbitmq.com/docs/configure, max_message_size). */
    static final int MOST_BYTES = 16 * 1024 * 1024;
    /** One word with a slash or with an extension, such as {@code ../orders} and {@code orders.json}; no JSON. */
    private static final Pattern LOOKS_LIKE_FILE = Pattern
            .compile("(?=\\S+$)[^{\\[\"<]*(?:[/\\\\][^{\\[\"<]*|\\.[A-Za-z]\\w{0,7})");

    static Source of(String argument, InputStream standardInput) {
        if (argument.equals(OwnMessages.STANDARD_INPUT)) {
            return new Source("standard input", read(standardInput, "standard input"));
        }
        Optional<Path> file = existing(argument);
        if (file.isPresent()) {
            return new Source(argument, read(file.get()));
        }
        if (LOOKS_LIKE_FILE.matcher(argument).matches()) {
            throw new IllegalArgumentException(
                    "publish must be a file, - for standard input, or a text (%s looks like a file, and there is none: correct it, or pass this text by standard input)"
                            .formatted(argument));
        }
        return new Source("the text", argument.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<Path> existing(String argument) {
        try {
            Path path = Path.of(argument);
            return !argument.isEmpty() && Files.exists(path) ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty(); // a text, on a system that does not allow it as a name
        }
    }

    private static byte[] read(Path file) {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(
                    "publish must be a file, - for standard input, or a text (%s is a directory: name each of its files with a --publish of its own)"
                            .formatted(file));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    private static byte[] read(InputStream in, String name) {
        byte[] content;
        try {
            content = in.readNBytes(MOST_BYTES + 1);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
        if (content.length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "publish must be at most %d bytes (%s has more): RabbitMQ's default limit of a message"
                            .formatted(MOST_BYTES, name));
        }
        return content;
    }

    private static IllegalArgumentException unreadable(String name, IOException e) {
        return new IllegalArgumentException(
                "publish must be a file that can be read (%s can't: %s)".formatted(name, e), e);
    }
}
