package io.github.rabbitlambda.operations.broker;

import java.text.ParsePosition;
import java.text.SimpleDateFormat;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.regex.Pattern;

/**
 * Reads a timestamp as Lambda writes it: {@code Jan 1, 1970, 12:33:41 AM}, in UTC. This is the form in which Gson
 * writes a {@link Date}: the year is not padded, years before 1582 are in the Julian calendar, and newer JDKs write
 * U+202F before AM. So it is read with the same classes; java.time has no Julian calendar.
 */
final class LambdaTimestamp {
    private static final Pattern FORM = Pattern
            .compile("[A-Z][a-z]{2} \\d{1,2}, \\d{1,9}, \\d{1,2}:\\d{2}:\\d{2} [AP]M");

    private LambdaTimestamp() {}

    /** Returns the timestamp if the text is one, and if it is what Lambda would write for it. */
    static Optional<Date> parse(String text) {
        String plain = text.replace('\u202f', ' ');
        return FORM.matcher(plain).matches()
                ? Optional.ofNullable(format("MMM d, yyyy, h:mm:ss a").parse(plain, new ParsePosition(0)))
                        .filter(date -> format("MMM d, y, h:mm:ss a").format(date).equals(plain))
                : Optional.empty();
    }

    private static SimpleDateFormat format(String pattern) {
        SimpleDateFormat format = new SimpleDateFormat(pattern, Locale.US);
        format.setTimeZone(TimeZone.getTimeZone("UTC"));
        format.setLenient(false);
        return format;
    }
}
