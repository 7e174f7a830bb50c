package io.github.rabbitlambda.infra;

import io.github.rabbitlambda.infra.options.ExistingVpc;
import io.github.rabbitlambda.infra.options.Feature;
import io.github.rabbitlambda.infra.options.Options;
import io.github.rabbitlambda.infra.options.Target;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;

/**
 * What all stacks have in common beside their resources.
 */
final class StackSettings {
    private StackSettings() {}

    static StackProps of(String description, Options options) {
        return StackProps.builder().description(description)
                .env(options.existing().vpc().flatMap(ExistingVpc::lookUp).map(StackSettings::environment)
                        .orElse(null))
                .terminationProtection(options.has(Feature.TERMINATION_PROTECTION)).build();
    }

    private static Environment environment(Target target) {
        return Environment.builder().account(target.account()).region(target.region()).build();
    }
}
