package io.github.rabbitlambda.function.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Undoes content encodings: compressions, and names of charsets, which some publishers put there.
 *
 * <p>
 * In HTTP several are separated by commas, and the last was applied last. Spring AMQP writes the one that it applies in
 * front of the others, with a colon or a comma between them. So behind a colon the first is undone first. With commas
 * only the last is undone first, and if the body isn't so encoded, the first.
 */
final class ContentEncoding {
    private static final Pattern SEPARATOR = Pattern.compile("[,:]");
    /** HTTP's word, MIME's, and what some publishers write: the body is as it is. */
    private static final Set<String> NO_COMPRESSION = Set.of("", "identity", "binary", "7bit", "8bit", "none");

    private ContentEncoding() {}

    /** The first charset that is named. No stream: some publishers name one in each message, also at a cold start. */
    static Optional<Charset> charset(String encodings) {
        for (String name : names(encodings)) {
            Optional<Charset> charset = TextCharset.named(name);
            if (charset.isPresent()) {
                return charset;
            }
        }
        return Optional.empty();
    }

    static byte[] undo(String encodings, byte[] content, int limit) {
        if (content.length == 0) {
            return content;
        }
        List<String> names = names(encodings);
        if (encodings.indexOf(':') >= 0) {
            return undo(names, content, limit);
        }
        try {
            return undo(names.reversed(), content, limit);
        } catch (BodyException e) {
            return undoFirstToLast(names, content, limit, e);
        }
    }

    private static byte[] undoFirstToLast(List<String> names, byte[] content, int limit, BodyException lastToFirst) {
        try {
            return undo(names, content, limit);
        } catch (BodyException e) {
            throw lastToFirst;
        }
    }

    /** Some names of charsets have a colon. */
    private static List<String> names(String encodings) {
        if (TextCharset.named(encodings).isPresent()) {
            return List.of(encodings);
        }
        List<String> names = new ArrayList<>();
        for (String name : SEPARATOR.split(encodings, -1)) {
            names.add(name.strip().toLowerCase(Locale.ROOT));
        }
        return names;
    }

    private static byte[] undo(List<String> names, byte[] content, int limit) {
        byte[] undone = content;
        for (String name : names) {
            undone = undoOne(name, undone, limit);
        }
        return undone;
    }

    private static byte[] undoOne(String encoding, byte[] content, int limit) {
        return switch (encoding) {
            case "gzip", "x-gzip" -> gunzip(encoding, content, limit);
            case "deflate" -> inflate(encoding, content, limit);
            case "zip" -> unzip(encoding, content, limit);
            default -> {
                if (NO_COMPRESSION.contains(encoding) || TextCharset.named(encoding).isPresent()) {
                    yield content;
                }
                throw new BodyException("the content encoding " + encoding + " can't be undone here; gzip, x-gzip,"
                        + " deflate, zip and identity can: take the bytes and undo it yourself");
            }
        };
    }

    /** The names of entries do not matter; Spring AMQP calls its only one "amqp". */
    private static byte[] unzip(String encoding, byte[] content, int limit) {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(content))) {
            if (in.getNextEntry() == null) {
                throw new ZipException("it has no entry");
            }
            byte[] entry = read(encoding, in, limit);
            if (in.getNextEntry() != null) {
                throw new ZipException("it has more than one entry");
            }
            return entry;
        } catch (IOException e) {
            throw broken(encoding, e);
        }
    }

    private static byte[] gunzip(String encoding, byte[] content, int limit) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
            return read(encoding, in, limit);
        } catch (IOException e) {
            throw broken(encoding, e);
        }
    }

    private static byte[] inflate(String encoding, byte[] content, int limit) {
        try {
            return inflate(encoding, content, limit, false);
        } catch (IOException withoutHeader) {
            try {
                return inflate(encoding, content, limit, true);
            } catch (IOException e) {
                throw broken(encoding, withoutHeader);
            }
        }
    }

    private static byte[] inflate(String encoding, byte[] content, int limit, boolean bare) throws IOException {
        Inflater inflater = new Inflater(bare);
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(content), inflater)) {
            return read(encoding, in, limit);
        } finally {
            inflater.end();
        }
    }

    private static byte[] read(String encoding, InputStream in, int limit) throws IOException {
        byte[] undone = in.readNBytes(limit);
        if (in.read() >= 0) {
            throw new BodyException("undoing the content encoding " + encoding + " gives more than the limit of "
                    + limit + " bytes");
        }
        return undone;
    }

    private static BodyException broken(String encoding, IOException cause) {
        return new BodyException("the content encoding says " + encoding + ", but the body isn't so encoded: "
                + cause.getMessage(), cause);
    }
}
