package io.github.rabbitlambda.reachability.verdict;

/**
 * A place where a path breaks.
 *
 * @param target the target of the path: the broker or a service
 * @param hop the name of the hop that stops packets; empty if there is no path at all
 */
public record BrokenHop(String target, String hop) {
    /** The target of the path to the broker. */
    public static final String BROKER = "broker";
}
