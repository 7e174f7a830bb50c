package io.github.rabbitlambda.infra;

import io.github.rabbitlambda.infra.options.Feature;
import io.github.rabbitlambda.infra.options.Options;
import software.amazon.awscdk.StackProps;

/**
 * What all five stacks have in common beside their resources.
 */
final class StackSettings {
    private StackSettings() {}

    static StackProps of(String description, Options options) {
        return StackProps.builder().description(description)
                .terminationProtection(options.has(Feature.TERMINATION_PROTECTION)).build();
    }
}
