package io.github.rabbitlambda.reachability.network;

/**
 * Packets of one direction of a flow, at the border of a subnet, where a network ACL decides about them.
 *
 * @param at the subnet
 * @param peer how sentences call the other side
 * @param peerAddresses the addresses of the other side
 */
public record FlowLeg(Subnet at, boolean egress, String peer, PossibleAddresses peerAddresses, int firstPort,
        int lastPort) {

    public String show() {
        String ports = firstPort == lastPort ? "" + firstPort : firstPort + "-" + lastPort;
        return (egress ? "outbound tcp " + ports + " to " : "inbound tcp " + ports + " from ") + peer;
    }
}
