package io.github.rabbitlambda.function.message;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;

import org.jspecify.annotations.Nullable;

/**
 * A message's body. Immutable: callers get copies or read-only views.
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

    /** Returns a copy. */
    public byte[] bytes() {
        return content.clone();
    }

    /** Returns a read-only view without a copy. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(content).asReadOnlyBuffer();
    }

    /**
     * Decodes the body as text. The charset is the content type's; otherwise the content encoding's, where some
     * publishers put it; otherwise UTF-8, or UTF-16 if the body begins with its byte order mark. A byte order mark is
     * left out. Bytes that are invalid in the charset become U+FFFD.
     *
     * @throws BodyException
     *             when the content type names a charset that this Java doesn't know
     */
    public String text() {
        return TextCharset.decode(content, contentType, contentEncoding);
    }

    /**
     * Decompresses the body by its content encoding: gzip, x-gzip, deflate (with or without zlib's header) and zip (one
     * entry), also several of them, separated by commas or, as Spring AMQP writes them, colons. Identity and the names
     * of charsets mean no compression; the result keeps the charset.
     *
     * @param limit
     *            the largest result of any step, in bytes: a few bytes may decompress to gigabytes
     * @throws BodyException
     *             when the encoding is unknown, the bytes are not in that encoding, or the limit is exceeded
     */
    public Body uncompressed(int limit) {
        return contentEncoding == null
                ? this
                : new Body(ContentEncoding.undo(contentEncoding, content, limit), contentType,
                        ContentEncoding.charset(contentEncoding).map(Charset::name).orElse(null));
    }

    /** Shows the size, never the content. */
    @Override
    public String toString() {
        return "body of " + content.length + " bytes";
    }
}
