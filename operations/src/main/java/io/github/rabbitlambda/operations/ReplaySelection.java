package io.github.rabbitlambda.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Selects messages to replay: at most a number, optionally only those of an age or those with certain ids.
 *
 * @param age
 *            empty for any, known or not
 */
public record ReplaySelection(int count, Optional<Age> age, Set<String> messageIds) {
    /** The members of an event that selects. */
    public static final Set<String> MEMBERS = Set.of("count", "all", "minAgeSeconds", "maxAgeSeconds", "messageIds");
    private static final int DEFAULT_COUNT = 100;

    public ReplaySelection {
        messageIds = Set.copyOf(messageIds);
    }

    /** Both ends are selected. What another clock dates into the future has no age yet. */
    public record Age(Duration least, Optional<Duration> most) {
        boolean includes(Duration given) {
            Duration age = given.isNegative() ? Duration.ZERO : given;
            return age.compareTo(least) >= 0 && most.filter(limit -> age.compareTo(limit) > 0).isEmpty();
        }
    }

    public static ReplaySelection of(Input event) {
        List<String> ids = ids(event);
        Optional<Age> age = age(event);
        if (event.has("messageIds") && age.isPresent()) {
            throw event.wrong("messageIds", "given without minAgeSeconds and maxAgeSeconds: ids select by themselves");
        }
        return new ReplaySelection(count(event, ids.isEmpty() ? DEFAULT_COUNT : ids.size()), age, Set.copyOf(ids));
    }

    /** An empty list would select nothing, or, if it were taken for an absent one, everything. */
    private static List<String> ids(Input event) {
        List<String> ids = event.texts("messageIds");
        if (event.has("messageIds") && (ids.isEmpty() || ids.stream().anyMatch(String::isBlank))) {
            throw event.wrong("messageIds", "a list of one id at least, and none of them empty");
        }
        return ids;
    }

    private static int count(Input event, int fallback) {
        boolean isUnlimited = event.isTrue("all");
        if (isUnlimited && event.has("count")) {
            throw event.wrong("count", "left out with all: it is the number at which a replay stops");
        }
        long count = event.number("count", 1, fallback);
        return isUnlimited ? Integer.MAX_VALUE : (int) Math.min(count, Integer.MAX_VALUE);
    }

    private static Optional<Age> age(Input event) {
        Duration least = Duration.ofSeconds(event.number("minAgeSeconds", 1, 0));
        Optional<Duration> most = event.optionalText("maxAgeSeconds")
                .map(given -> Duration.ofSeconds(event.number("maxAgeSeconds", 1, 1)));
        if (most.filter(limit -> limit.compareTo(least) < 0).isPresent()) {
            throw event.wrong("maxAgeSeconds", "at least minAgeSeconds, " + least.toSeconds());
        }
        return least.isZero() && most.isEmpty() ? Optional.empty() : Optional.of(new Age(least, most));
    }

    /** A message of unknown age is selected unless an age is asked for. */
    public boolean wants(List<String> idsOfOne, Optional<Instant> failedAt, Instant now) {
        boolean isOfAge = age.isEmpty()
                || failedAt.filter(time -> age.get().includes(Duration.between(time, now))).isPresent();
        return isOfAge && (messageIds.isEmpty() || idsOfOne.stream().anyMatch(messageIds::contains));
    }

    /**
     * Whether nothing that is selected is left, as far as is known.
     *
     * @param isAllElseUnwanted
     *            whether everything that is left was looked at and is not selected
     */
    public boolean isDone(int replayed, boolean isAllElseUnwanted) {
        return isAllElseUnwanted || !messageIds.isEmpty() && replayed >= messageIds.size();
    }

    /** Whether neither age nor ids restrict the selection. */
    public boolean isByCountOnly() {
        return age.isEmpty() && messageIds.isEmpty();
    }
}
