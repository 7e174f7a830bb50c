package io.github.rabbitlambda.reachability.network;

/** The direction of the packets that a rule of a security group lets pass, seen from the group's members. */
public enum Direction {
    INGRESS("SecurityGroupIngress"), EGRESS("SecurityGroupEgress");

    private final String property;

    Direction(String property) {
        this.property = property;
    }

    /** The property of a security group that holds such rules, and the last part of the type of a standalone rule. */
    String property() {
        return property;
    }
}
