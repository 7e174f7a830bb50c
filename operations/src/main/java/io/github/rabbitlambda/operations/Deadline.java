package io.github.rabbitlambda.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How long a step may wait: {@code DeadlineMinutes} of its properties, from the time at which {@link Steps} began it. A
 * step that has not begun is never overdue.
 */
public record Deadline(Optional<Instant> start, Duration limit) {
    private static final int DEFAULT_MINUTES = 10;

    public static Deadline of(Map<String, Object> event) {
        return new Deadline(new Input("event", event).optionalText(Steps.STARTED_AT).map(Instant::parse),
                Duration.ofMinutes(
                        Input.resourceProperties(event).number("DeadlineMinutes", 1, DEFAULT_MINUTES)));
    }

    public boolean isOver(Instant now) {
        return start.filter(begun -> begun.plus(limit).isBefore(now)).isPresent();
    }

    public long minutes() {
        return limit.toMinutes();
    }
}
