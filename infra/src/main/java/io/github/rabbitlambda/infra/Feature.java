package io.github.rabbitlambda.infra;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a user switches on or off.
 */
enum Feature {
    /** A table by which the listener knows messages that it has processed before. */
    IDEMPOTENCY("idempotency", false),
    /** The queues' depth is read every five minutes: RabbitMQ 4 has no metrics of single queues. */
    OBSERVATION("observe", true),
    /** The default VPC has endpoints for the three services already. */
    EXISTING_ENDPOINTS("existingEndpoints", false);

    private final String option;
    private final boolean otherwise;

    Feature(String option, boolean otherwise) {
        this.option = option;
        this.otherwise = otherwise;
    }

    static Set<Feature> of(Context context) {
        Set<Feature> features = EnumSet.allOf(Feature.class);
        features.removeIf(feature -> !context.flag(feature.option, feature.otherwise));
        return features;
    }
}
