package io.github.rabbitlambda.function;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * A message's body. Immutable: what is handed out is a copy or read-only.
 */
public final class Body {
    private final byte[] content;
    private final MessageProperties properties;

    Body(byte[] content, MessageProperties properties) {
        this.content = content;
        this.properties = properties;
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

    /** The body as text: in UTF-8. */
    public String text() {
        Charset charset = StandardCharsets.UTF_8;
        return new String(content, charset);
    }

    @Override
    public String toString() {
        return "body of " + content.length + " bytes";
    }

    MessageProperties properties() {
        return properties;
    }
}
