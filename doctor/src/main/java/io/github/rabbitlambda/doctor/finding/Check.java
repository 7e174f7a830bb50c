package io.github.rabbitlambda.doctor.finding;

import java.util.List;

import io.github.rabbitlambda.doctor.finding.Finding.Level;

/**
 * What is wrong when a finding has its id.
 *
 * @param id as findings and docs/doctor.md call it, such as D07
 * @param basis what it is read from
 * @param sentence what it finds
 * @param source the page that says so, or "assumption: " and its reason
 */
public record Check(String id, Basis basis, String sentence, String source) {
    static final String ASSUMPTION = "assumption: ";

    /** How directly a check sees the fault; among causes, the more direct come first. */
    public enum Basis {
        /** Lambda's own word about the mapping. */
        STATE,
        /** A fact about something that the mapping needs. */
        FACT,
        /** A message or a metric that several faults may cause. */
        SIGN,
        /** It shows that nothing is read, and nothing of why. */
        SYMPTOM
    }

    Finding cause(String fact, String cure, String... commands) {
        return finding(Level.CAUSE, fact, cure, commands);
    }

    Finding suspect(String fact, String cure, String... commands) {
        return finding(Level.SUSPECT, fact, cure, commands);
    }

    Finding note(String fact, String cure, String... commands) {
        return finding(Level.NOTE, fact, cure, commands);
    }

    Finding finding(Level level, String fact, String cure, String... commands) {
        return new Finding(id, level, fact, cure, List.of(commands));
    }
}
