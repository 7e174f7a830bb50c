package io.github.rabbitlambda.function.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Decompresses content encodings. Several are named in the order in which they were applied, so the last is removed
 * first.
 */
final class ContentEncoding {
    /** Some publishers write "binary" for no encoding. */
    private static final Set<String> NO_COMPRESSION = Set.of("", "identity", "binary");

    private ContentEncoding() {}

    static byte[] undo(String encodings, byte[] content, int limit) {
        byte[] undone = content;
        if (content.length == 0) {
            return undone;
        }
        String[] names = encodings.split(",");
        for (int i = names.length - 1; i >= 0; i--) {
            undone = undoOne(names[i].strip().toLowerCase(Locale.ROOT), undone, limit);
        }
        return undone;
    }

    private static byte[] undoOne(String encoding, byte[] content, int limit) {
        return switch (encoding) {
            case "gzip", "x-gzip" -> gunzip(encoding, content, limit);
            case "deflate" -> inflate(encoding, content, limit);
            default -> {
                if (NO_COMPRESSION.contains(encoding) || TextCharset.named(encoding).isPresent()) {
                    yield content;
                }
                throw new BodyException("the content encoding " + encoding
                        + " can't be undone here; gzip, x-gzip, deflate and identity can: take the bytes and undo it yourself");
            }
        };
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
