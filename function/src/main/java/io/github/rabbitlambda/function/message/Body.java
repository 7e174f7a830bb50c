package io.github.rabbitlambda.function.message;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * A message's body. Immutable: what is handed out is a copy or read-only.
 */
public final class Body {
    private final byte[] content;
    private final @Nullable String contentType;
    private final @Nullable String contentEncoding;

    Body(byte[] content, @Nullable String contentType, @Nullable String contentEncoding) {
        this.content = content;
        this.contentType = contentType;
        this.contentEncoding = contentEncoding;
    }

    /** The length in bytes. */
    public int size() {
        return content.length;
    }

    /** A copy, the caller's own. */
    public byte[] bytes() {
        return content.clone();
    }

    /** The bytes themselves, read-only and not copied. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(content).asReadOnlyBuffer();
    }

    /**
     * The bytes as text, in the charset that the content type names; else in the one that the content encoding names,
     * where some publishers put it; else in UTF-8.
     *
     * @throws BodyException
     *             when the content type names a charset that this Java doesn't know
     */
    public String text() {
        return new String(content, TextCharset.of(contentType, contentEncoding));
    }

    /**
     * The body with its content encoding undone: gzip, x-gzip and deflate (zlib's format or the bare one), also several
     * of them. Identity and the names of charsets stand for no compression.
     *
     * @param limit
     *            the most bytes that any step may give; a few bytes can stand for gigabytes
     * @throws BodyException
     *             when the encoding is another one, the bytes are not so encoded, or the limit is passed
     */
    public Body uncompressed(int limit) {
        return contentEncoding == null
                ? this
                : new Body(ContentEncoding.undo(contentEncoding, content, limit), contentType, null);
    }

    /** The size; never the content. */
    @Override
    public String toString() {
        return "body of " + content.length + " bytes";
    }
}
