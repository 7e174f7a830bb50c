package io.github.rabbitlambda.infra.options;

import java.util.Map;
import java.util.Optional;

/**
 * The account and the Region that the CDK's command line found, in which it can look things up.
 */
public record Target(String account, String region) {
    /** https://docs.aws.amazon.com/cdk/v2/guide/configure-env.html */
    public static Optional<Target> in(Map<String, String> environment) {
        Optional<String> region = Optional.ofNullable(environment.get("CDK_DEFAULT_REGION"));
        return Optional.ofNullable(environment.get("CDK_DEFAULT_ACCOUNT"))
                .flatMap(account -> region.map(name -> new Target(account, name)));
    }
}
