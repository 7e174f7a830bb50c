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

    /** Newer Java versions write U+202F before AM and PM. */
    static Optional<Date> read(String text) {
        SimpleDateFormat format = new SimpleDateFormat("MMM d, yyyy, h:mm:ss a", Locale.US);
        format.setTimeZone(TimeZone.getTimeZone("UTC"));
        format.setLenient(false);
        ParsePosition position = new ParsePosition(0);
        Date date = format.parse(text.replace(NARROW_NO_BREAK_SPACE, ' '), position);
        return position.getIndex() == text.length() ? Optional.ofNullable(date) : Optional.empty();
    }
}
