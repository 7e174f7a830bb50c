package io.github.rabbitlambda.reachability.network;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What packets pass from the mapping's interfaces to one target.
 *
 * @param target what is reached: the broker, STS, Secrets Manager or Lambda
 */
public record Path(String target, List<Hop> hops) {

    public Path {
        hops = List.copyOf(hops);
    }

    /** The hops in words, from the interfaces to the target. */
    public String words() {
        return hops.stream().map(Hop::show).collect(Collectors.joining(" → "));
    }
}
