package io.github.rabbitlambda.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which messages to put back: so many at most, and if asked for, only young enough ones or those with certain ids. */
public record Selection(int count, Optional<Duration> maxAge, Set<String> messageIds) {
    private static final int DEFAULT_COUNT = 100;

    public Selection {
        messageIds = Set.copyOf(messageIds);
    }

    public static Selection of(Input event) {
        List<String> ids = event.texts("messageIds");
        long count = event.number("count", 1, ids.isEmpty() ? DEFAULT_COUNT : ids.size());
        return new Selection((int) Math.min(count, Integer.MAX_VALUE),
                event.optionalText("maxAgeSeconds")
                        .map(given -> Duration.ofSeconds(event.number("maxAgeSeconds", 1, 1))),
                Set.copyOf(ids));
    }

    /** An unknown age is no reason to leave a message out when it was asked for by its id only. */
    public boolean wants(List<String> idsOfOne, Optional<Instant> failedAt, Instant now) {
        boolean young = maxAge.isEmpty() || failedAt.filter(time -> !time.plus(maxAge.get()).isBefore(now)).isPresent();
        return young && (messageIds.isEmpty() || idsOfOne.stream().anyMatch(messageIds::contains));
    }

    /** Whether any message will do. */
    public boolean isByCountOnly() {
        return maxAge.isEmpty() && messageIds.isEmpty();
    }
}
