package io.github.rabbitlambda.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Selects messages to replay: at most a number, optionally only up to an age or only with certain ids. */
public record ReplaySelection(int count, Optional<Duration> maxAge, Set<String> messageIds) {
    private static final int DEFAULT_COUNT = 100;

    public ReplaySelection {
        messageIds = Set.copyOf(messageIds);
    }

    public static ReplaySelection of(Input event) {
        List<String> ids = event.texts("messageIds");
        long count = event.number("count", 1, ids.isEmpty() ? DEFAULT_COUNT : ids.size());
        return new ReplaySelection((int) Math.min(count, Integer.MAX_VALUE),
                event.optionalText("maxAgeSeconds")
                        .map(given -> Duration.ofSeconds(event.number("maxAgeSeconds", 1, 1))),
                Set.copyOf(ids));
    }

    /** A message of unknown age is selected unless a maximum age is set. */
    public boolean wants(List<String> idsOfOne, Optional<Instant> failedAt, Instant now) {
        boolean young = maxAge.isEmpty()
                || failedAt.filter(time -> Duration.between(time, now).compareTo(maxAge.get()) <= 0).isPresent();
        return young && (messageIds.isEmpty() || idsOfOne.stream().anyMatch(messageIds::contains));
    }

    /** Whether neither age nor ids restrict the selection. */
    public boolean isByCountOnly() {
        return maxAge.isEmpty() && messageIds.isEmpty();
    }
}
