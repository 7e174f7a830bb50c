package io.github.rabbitlambda.acceptance.publisher;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

import io.github.rabbitlambda.function.message.HeaderValue;
import io.github.rabbitlambda.function.message.Headers;

/** A header's value as a text that begins with its type, such as "whole number 7". */
final class HeaderText {
    private HeaderText() {}

    static Map<String, String> ofEach(Headers headers) {
        Map<String, String> texts = new TreeMap<>();
        headers.asMap().forEach((name, value) -> texts.put(name, of(value)));
        return texts;
    }

    private static String of(HeaderValue value) {
        return switch (value) {
            case HeaderValue.LongString string -> ofLongString(string);
            case HeaderValue.WholeNumber(long number) -> "whole number " + number;
            case HeaderValue.Decimal(BigDecimal number) -> "decimal " + number;
            case HeaderValue.Flag(boolean flag) -> "flag " + flag;
            case HeaderValue.Timestamp(Instant time) -> "timestamp " + time;
            case HeaderValue.Table(Headers fields) -> "table " + ofEach(fields);
            case HeaderValue.Array array -> ofArray(array);
            case HeaderValue.Nothing nothing -> "nothing";
        };
    }

    private static String ofArray(HeaderValue.Array array) {
        return array.bytes().filter(bytes -> bytes.length > 0)
                .map(bytes -> "byte array " + HexFormat.of().formatHex(bytes))
                .orElseGet(() -> "array " + array.items().stream().map(HeaderText::of).toList());
    }

    /** Bytes that are no text are shown in hexadecimal digits. */
    private static String ofLongString(HeaderValue.LongString string) {
        String text = string.text();
        boolean isText = text.chars().noneMatch(character -> Character.isISOControl(character) || character == 0xFFFD);
        return isText ? "text " + text : "bytes " + HexFormat.of().formatHex(string.bytes());
    }
}
