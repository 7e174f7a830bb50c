package io.github.rabbitlambda.doctor.finding;

import java.util.Optional;
import java.util.stream.Stream;

/** The states of a mapping (https://docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html). */
enum MappingState {
    CREATING("Creating", true), ENABLING("Enabling", true), UPDATING("Updating", true), DISABLING("Disabling",
            true), DELETING("Deleting", true), ENABLED("Enabled", false), DISABLED("Disabled", false);

    private final String text;
    private final boolean passing;

    MappingState(String text, boolean passing) {
        this.text = text;
        this.passing = passing;
    }

    /** As Lambda writes it. */
    String text() {
        return text;
    }

    boolean isPassing() {
        return passing;
    }

    /** Whether it ends in a state in which Lambda reads nothing. */
    boolean leadsAway() {
        return this == DISABLING || this == DELETING;
    }

    static Optional<MappingState> of(String text) {
        return Stream.of(values()).filter(state -> state.text.equals(text)).findFirst();
    }

    /** What the state means, for docs/operate.md. */
    String means() {
        if (passing) {
            return "a change is in progress; another one is refused with ResourceInUseException, so wait";
        }
        return this == ENABLED
                ? "Lambda tries to read. This says nothing about success: see LastProcessingResult"
                : "Lambda reads nothing: somebody disabled it, or [Lambda did](" + StopCode.SOURCE
                        + ") after an error that it considers permanent. Enable it again with `StartCommand`";
    }
}
