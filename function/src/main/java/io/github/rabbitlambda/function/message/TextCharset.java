package io.github.rabbitlambda.function.message;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
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

    static String decode(byte[] content, @Nullable String contentType, @Nullable String contentEncoding) {
        Charset charset = named(contentType, contentEncoding).orElseGet(() -> byByteOrderMark(content));
        String text = new String(content, charset);
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static Optional<Charset> named(@Nullable String contentType, @Nullable String contentEncoding) {
        Optional<String> parameter = contentType == null ? Optional.empty() : parameter(contentType);
        if (parameter.isPresent()) {
            return Optional.of(named(parameter.get()).orElseThrow(() -> new BodyException("the content type names the"
                    + " charset " + parameter.get()
                    + ", which this Java doesn't know; take the bytes instead of the text")));
        }
        return contentEncoding == null ? Optional.empty() : ContentEncoding.charset(contentEncoding);
    }

    /** Empty without the parameter, and also for one without a value. */
    private static Optional<String> parameter(String contentType) {
        Matcher matcher = PARAMETER.matcher(contentType);
        if (!matcher.find()) {
            return Optional.empty();
        }
        for (String value : Arrays.asList(matcher.group(1), matcher.group(2), matcher.group(3))) {
            if (value != null && !value.isBlank()) {
                return Optional.of(value.strip());
            }
        }
        return Optional.empty();
    }

    /** UTF-8, unless the text begins as one in UTF-16 does; no text in UTF-8 begins like that. */
    private static Charset byByteOrderMark(byte[] content) {
        for (Charset charset : List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
            byte[] mark = String.valueOf(BYTE_ORDER_MARK).getBytes(charset);
            if (content.length >= mark.length && Arrays.equals(content, 0, mark.length, mark, 0, mark.length)) {
                return charset;
            }
        }
        return StandardCharsets.UTF_8;
    }

    static Optional<Charset> named(String name) {
        try {
            return Charset.isSupported(name) ? Optional.of(Charset.forName(name)) : Optional.empty();
        } catch (IllegalCharsetNameException e) {
            return Optional.empty();
        }
    }
}
