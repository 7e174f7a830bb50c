package io.github.rabbitlambda.function.message;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Finds the charset of a text.
 */
final class TextCharset {
    private static final Pattern PARAMETER = Pattern.compile(";\\s*charset\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]*))",
            Pattern.CASE_INSENSITIVE);

    private TextCharset() {}

    static Charset of(@Nullable String contentType, @Nullable String contentEncoding) {
        Optional<String> parameter = contentType == null ? Optional.empty() : parameter(contentType);
        if (parameter.isPresent()) {
            return named(parameter.get()).orElseThrow(() -> new BodyException("the content type names the charset "
                    + parameter.get() + ", which this Java doesn't know; take the bytes instead of the text"));
        }
        return contentEncoding == null
                ? StandardCharsets.UTF_8
                : named(contentEncoding.strip()).orElse(StandardCharsets.UTF_8);
    }

    private static Optional<String> parameter(String contentType) {
        Matcher matcher = PARAMETER.matcher(contentType);
        if (!matcher.find()) {
            return Optional.empty();
        }
        return Optional.of(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }

    static Optional<Charset> named(String name) {
        try {
            return Charset.isSupported(name) ? Optional.of(Charset.forName(name)) : Optional.empty();
        } catch (IllegalCharsetNameException e) {
            return Optional.empty();
        }
    }
}
