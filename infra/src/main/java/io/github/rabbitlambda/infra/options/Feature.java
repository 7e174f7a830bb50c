package io.github.rabbitlambda.infra.options;

import io.github.rabbitlambda.constructs.options.ListenerOptions;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a user can switch on or off.
 */
public enum Feature {
    /** A table with which the listener recognises messages that it has processed before. */
    IDEMPOTENCY("idempotency", false),
    /** A function reads the depth of the queues every five minutes: RabbitMQ 4 has no metrics of single queues. */
    OBSERVATION("observe", true),
    /** The default VPC already has endpoints for the three services. */
    EXISTING_ENDPOINTS("existingEndpoints", false),
    /** A change may replace the broker, which loses its messages. */
    REPLACE_BROKER("replaceBroker", false),
    /** CloudFormation refuses to delete the stack. */
    TERMINATION_PROTECTION("terminationProtection", false);

    private final String option;
    private final boolean enabledByDefault;

    Feature(String option, boolean enabledByDefault) {
        this.option = option;
        this.enabledByDefault = enabledByDefault;
    }

    static Set<Feature> enabledIn(Context context, Profile profile, ListenerOptions listener) {
        Set<Feature> features = EnumSet.allOf(Feature.class);
        features.removeIf(feature -> !context.flag(feature.option, feature.enabledByDefault));
        if (!profile.isOperated()) {
            features.remove(OBSERVATION);
        }
        if (features.contains(IDEMPOTENCY)) {
            context.check(() -> listener.requireRabbitMqListener(IDEMPOTENCY.option, "false", true));
        }
        return features;
    }
}
