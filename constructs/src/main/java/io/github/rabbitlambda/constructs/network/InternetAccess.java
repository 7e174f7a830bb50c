package io.github.rabbitlambda.constructs.network;

/**
 * How the broker's subnets reach the internet. The mapping's interfaces have no public address, so an internet gateway
 * alone is of no use to them.
 */
public enum InternetAccess {
    /** Private subnets, and a NAT gateway in a public one. */
    NAT,
    /** Isolated subnets without access. */
    NONE,
    /** Public subnets with an internet gateway, which serves only what has a public address. */
    INTERNET_GATEWAY
}
