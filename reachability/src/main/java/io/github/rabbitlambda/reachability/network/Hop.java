package io.github.rabbitlambda.reachability.network;

/**
 * One thing on the path of packets.
 *
 * @param name its logical id, or how the template names it
 * @param detail addresses or ports, possibly empty
 */
public record Hop(Kind kind, String name, String detail) {

    /** What a hop is. */
    public enum Kind {
        /** The mapping's network interfaces. */
        INTERFACE("interfaces in"),
        /** A security group. */
        GROUP("security group"),
        /** A route of a subnet's route table. */
        ROUTE("route"),
        /** A NAT gateway. */
        NAT("NAT gateway"),
        /** An internet gateway. */
        INTERNET("internet gateway"),
        /** An interface endpoint. */
        ENDPOINT("endpoint"),
        /** An AWS service. */
        SERVICE("service"),
        /** The broker. */
        BROKER("broker");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    String show() {
        return kind.words + " " + name + (detail.isEmpty() ? "" : " (" + detail + ")");
    }
}
