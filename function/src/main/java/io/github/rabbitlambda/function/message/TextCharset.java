package io.github.rabbitlambda.function.message;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Decodes texts: finds their charset, and leaves out a byte order mark.
 */
final class TextCharset {
    private static final Pattern PARAMETER = Pattern.compile(
            ";\\s*charset\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^;,\\s]*))", Pattern.CASE_INSENSITIVE);
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private TextCharset() {}

    /** No lambda: most handlers call this for each message, also at a cold start. */
    static String decode(byte[] content, @Nullable String contentType, @Nullable String contentEncoding) {
        Optional<Charset> named = named(contentType, contentEncoding);
        String text = new String(content, named.isPresent() ? named.get() : byByteOrderMark(content));
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static Optional<Charset> named(@Nullable String contentType, @Nullable String contentEncoding) {
        Optional<String> parameter = contentType == null ? Optional.empty() : parameter(contentType);
        if (parameter.isPresent()) {
            return Optional.of(required(parameter.get()));
        }
        return contentEncoding == null ? Optional.empty() : ContentEncoding.charset(contentEncoding);
    }

    private static Charset required(String name) {
        return named(name).orElseThrow(() -> new BodyException("the content type names the charset " + name
                + ", which this Java doesn't know; take the bytes instead of the text"));
    }

    /** Empty without the parameter, and also for one without a value. */
    private static Optional<String> parameter(String contentType) {
        Matcher matcher = PARAMETER.matcher(contentType);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String value = matcher.group(matcher.group(1) != null ? 1 : matcher.group(2) != null ? 2 : 3);
        String name = withoutLonelyQuote(value).strip();
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    private static String withoutLonelyQuote(String value) {
        int start = !value.isEmpty() && isQuote(value.charAt(0)) ? 1 : 0;
        int end = value.length() > start && isQuote(value.charAt(value.length() - 1)) ? 1 : 0;
        return value.substring(start, value.length() - end);
    }

    private static boolean isQuote(char character) {
        return character == '"' || character == '\'';
    }

    /** UTF-8, unless the text begins as one in UTF-16 does; no text in UTF-8 begins like that. */
    private static Charset byByteOrderMark(byte[] content) {
        int start = content.length < 2 ? 0 : (content[0] & 0xff) << 8 | content[1] & 0xff;
        return switch (start) {
            case 0xfeff -> StandardCharsets.UTF_16BE;
            case 0xfffe -> StandardCharsets.UTF_16LE;
            default -> StandardCharsets.UTF_8;
        };
    }

    static Optional<Charset> named(String name) {
        try {
            return Charset.isSupported(name) ? Optional.of(Charset.forName(name)) : Optional.empty();
        } catch (IllegalCharsetNameException e) {
            return Optional.empty();
        }
    }
}
