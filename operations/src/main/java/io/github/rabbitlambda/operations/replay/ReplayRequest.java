package io.github.rabbitlambda.operations.replay;

import io.github.rabbitlambda.operations.Input;
import io.github.rabbitlambda.operations.PeekRequest;
import io.github.rabbitlambda.operations.ReplaySelection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an event asks for:
 *
 * <ul>
 * <li>{@code {"count-only": true}}: how many messages are parked and dead-lettered; nothing is moved.
 * <li>{@code {"source": …, "peek": 5}}: the contents of up to so many messages, with {@code bodyCharacters} of each body;
 * nothing is moved.
 * <li>{@code {"source": …}}: to put back up to {@code count} messages (default 100), or with {@code "all": true} as many
 * as there is time for; only those with one of the {@code messageIds}, or of at least {@code minAgeSeconds} and at most
 * {@code maxAgeSeconds}.
 * </ul>
 *
 * <p>A member that does not apply is refused, because to ignore it would put back more than was asked for.
 */
sealed interface ReplayRequest {
    String COUNT_ONLY = "count-only";
    Set<String> MEMBERS = Stream.of(Set.of("source", COUNT_ONLY), PeekRequest.MEMBERS, ReplaySelection.MEMBERS)
            .flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());

    record Count() implements ReplayRequest {}

    record Peek(Source source, PeekRequest request) implements ReplayRequest {}

    record PutBack(Source source, ReplaySelection selection) implements ReplayRequest {}

    enum Source {
        PARKED, DEAD_LETTER;

        private static Source of(Input event) {
            return switch (event.optionalText("source").orElse("")) {
                case "parked" -> PARKED;
                case "dead-letter" -> DEAD_LETTER;
                default -> throw event.wrong("source", "parked or dead-letter");
            };
        }
    }

    static ReplayRequest of(Input event) {
        event.requireOnly(MEMBERS);
        if (event.isTrue(COUNT_ONLY)) {
            refuse(event, MEMBERS, COUNT_ONLY);
            return new Count();
        }
        Source source = Source.of(event);
        if (event.has("peek")) {
            refuse(event, ReplaySelection.MEMBERS, "peek");
            return new Peek(source, PeekRequest.of(event));
        }
        if (event.has("bodyCharacters")) {
            throw event.wrong("bodyCharacters", "left out without peek: a replay shows no bodies");
        }
        return new PutBack(source, ReplaySelection.of(event));
    }

    private static void refuse(Input event, Set<String> members, String what) {
        new TreeSet<>(members).stream().filter(member -> event.has(member) && !member.equals(what)).findFirst()
                .ifPresent(member -> {
                    throw event.wrong(member, "left out with %s, to which it does not apply".formatted(what));
                });
    }
}
