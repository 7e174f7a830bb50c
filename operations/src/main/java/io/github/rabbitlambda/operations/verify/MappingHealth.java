package io.github.rabbitlambda.operations.verify;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;

/**
 * What Lambda says about a mapping. A mapping is created successfully even if its network, password or queue is wrong.
 * A fault appears here, and only later.
 *
 * <p>Assumption: a last processing result that begins with PROBLEM or speaks of an error is a fault. Its texts for
 * Amazon MQ are not documented.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-mq-errors.html">Amazon MQ event source mapping errors</a>
 */
record MappingHealth(String state, String reason, String result) {
    private static final Set<String> ON_THE_WAY = Set.of("Creating", "Enabling", "Updating");
    private static final Set<String> DISABLED = Set.of("Disabled", "Disabling");
    private static final Set<String> FAULTS = Set.of("ESM_CONFIG_NOT_VALID", "EVENT_SOURCE_AUTHN_ERROR",
            "EVENT_SOURCE_AUTHZ_ERROR", "FUNCTION_CONFIG_NOT_VALID");

    static MappingHealth of(GetEventSourceMappingResponse mapping) {
        return new MappingHealth(text(mapping.state()), text(mapping.stateTransitionReason()),
                text(mapping.lastProcessingResult()));
    }

    boolean reads() {
        return state.equals("Enabled") && FAULTS.stream().noneMatch(reason::contains) && !isFault();
    }

    /** Whether the mapping is neither enabled nor on the way to it, so that waiting does not help. */
    boolean isLost() {
        return !state.equals("Enabled") && !ON_THE_WAY.contains(state);
    }

    /** Whether a person, or CloudFormation, disabled the mapping, and not Lambda because of an error. */
    boolean isDisabledByPerson() {
        return DISABLED.contains(state) && reason.equals("USER_INITIATED");
    }

    private boolean isFault() {
        String lower = result.toLowerCase(Locale.ROOT);
        return lower.startsWith("problem") || lower.contains("error");
    }

    private static String text(@Nullable String value) {
        return Optional.ofNullable(value).orElse("none");
    }

    @Override
    public String toString() {
        return "State=%s, StateTransitionReason=%s, LastProcessingResult=%s".formatted(state, reason, result);
    }
}
