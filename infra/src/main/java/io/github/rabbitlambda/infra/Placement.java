package io.github.rabbitlambda.infra;

import java.util.List;
import software.constructs.IDependable;

/**
 * What has to be known of a network before its broker is made.
 *
 * @param subnets
 *            empty where Amazon MQ chooses
 * @param groups
 *            empty where Amazon MQ chooses, and always for a public broker, which may have none
 * @param fingerprint
 *            changes with whatever would move the broker, which replaces it
 * @param first
 *            what has to be there before the broker
 */
record Placement(boolean publiclyAccessible, List<String> subnets, List<String> groups, String fingerprint,
        List<IDependable> first) {
    Placement {
        subnets = List.copyOf(subnets);
        groups = List.copyOf(groups);
        first = List.copyOf(first);
    }
}
