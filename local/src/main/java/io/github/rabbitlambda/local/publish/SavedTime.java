package io.github.rabbitlambda.local.publish;

import java.text.ParsePosition;
import java.text.SimpleDateFormat;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;

/** Reads a time as an event has it. */
final class SavedTime {
    private static final char NARROW_NO_BREAK_SPACE = '\u202f';

    private SavedTime() {}

    /**
     * Newer Java versions write U+202F before AM and PM. A text that an event does not give back for its time, such as one
     * with a whole month's name, is no time; only the year may have leading zeros, as other writers of events have it.
     */
    static Optional<Date> read(String text) {
        String spaced = text.replace(NARROW_NO_BREAK_SPACE, ' ').replaceFirst(", 0+(?=\\d+, )", ", ");
        // four letters: with one, a year of two digits would be one of this century; its digits may be fewer or more
        return Optional.ofNullable(format("MMM d, yyyy, h:mm:ss a").parse(spaced, new ParsePosition(0)))
                .filter(time -> format("MMM d, y, h:mm:ss a").format(time).replace(NARROW_NO_BREAK_SPACE, ' ')
                        .equals(spaced));
    }

    private static SimpleDateFormat format(String pattern) {
        SimpleDateFormat format = new SimpleDateFormat(pattern, Locale.US);
        format.setTimeZone(TimeZone.getTimeZone("UTC"));
        return format;
    }
}
