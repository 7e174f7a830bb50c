package io.github.rabbitlambda.doctor.finding;

import java.util.List;

/**
 * One thing that the doctor found about a mapping.
 *
 * @param id of the check or rule that found it, such as D07 or R11
 * @param fact what was seen and where: a sentence with real ids
 * @param cure what to do, in a sentence; empty if there is nothing to do
 * @param commands the commands of the AWS CLI that do it, or that show more; without secrets
 */
public record Finding(String id, Level level, String fact, String cure, List<String> commands) {

    /** How much a finding explains, the most first. */
    public enum Level {
        /** It is enough to explain a mapping that doesn't consume. */
        CAUSE,
        /** It may explain it. */
        SUSPECT,
        /** A state that passes by itself: wait. */
        WAIT,
        /** It can't be known, since a part of the account could not be read. */
        UNKNOWN,
        /** The mapping consumes, and something may cause trouble later. */
        WARNING,
        /** Worth knowing. */
        NOTE
    }

    public Finding {
        commands = List.copyOf(commands);
    }
}
