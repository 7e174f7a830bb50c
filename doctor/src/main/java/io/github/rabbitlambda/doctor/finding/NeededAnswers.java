package io.github.rabbitlambda.doctor.finding;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.snapshot.Seen;

/** Gives checks the answers that they need, and notes which of them could not be read. Not thread-safe. */
final class NeededAnswers {
    private final Set<Seen.Unread<?>> unread = new LinkedHashSet<>();

    /** What was read; empty if there is no such thing, or if it could not be read, which is noted. */
    Optional<JsonNode> read(Seen<JsonNode> seen) {
        seen.unread().ifPresent(unread::add);
        return seen.known();
    }

    List<Seen.Unread<?>> unread() {
        return List.copyOf(unread);
    }
}
