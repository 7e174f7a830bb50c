package io.github.rabbitlambda.reachability.network;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.github.rabbitlambda.reachability.value.AddressRange;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.UnknownReason;

/**
 * The entries of a network ACL for one direction, which decide about packets.
 * <p>
 * A leg stands for many packets: each address of the peer with each of the ports. Two packets between whose addresses, or
 * ports, no entry starts or ends match the same entries, so one packet of each such area is enough. For an entry
 * 10.0.0.0/28 on port 443 and a leg to 10.0.0.0/24 on ports 400 to 500 these are the addresses 10.0.0.0 and 10.0.0.16 with
 * the ports 400, 443 and 444.
 * <ol>
 * <li>The entries are in the order of their numbers; {@link NetworkAcls} sorts them.
 * <li>The first entry that certainly matches decides; entries that may match before it make the answer unknown only if one
 * of them would decide otherwise. {@link #decide} keeps to both.
 * </ol>
 */
record AclEntries(List<AclEntry> entries) {

    /** Whether all packets of a leg pass. */
    Answer allow(FlowLeg leg) {
        List<Answer> answers = new ArrayList<>();
        for (AddressRange range : leg.peerAddresses().bounds().ranges()) {
            for (long address : addressesToTry(range)) {
                portsToTry(leg).forEach(port -> answers.add(decide(address, port)));
            }
        }
        Answer all = Answer.all(answers);
        boolean some = answers.stream().anyMatch(answer -> !answer.isNo());
        return all.isNo() && some && leg.peerAddresses().inexact().isPresent()
                ? Answer.maybe(leg.peerAddresses().inexact().get())
                : all;
    }

    private TreeSet<Long> addressesToTry(AddressRange range) {
        TreeSet<Long> addresses = new TreeSet<>(List.of(range.first()));
        entries.stream().flatMap(entry -> entry.block().stream())
                .flatMap(block -> Stream.of(block.first(), block.last() + 1))
                .filter(address -> range.first() < address && address <= range.last()).forEach(addresses::add);
        return addresses;
    }

    private TreeSet<Integer> portsToTry(FlowLeg leg) {
        TreeSet<Integer> ports = new TreeSet<>(List.of(leg.firstPort()));
        entries.stream().flatMap(entry -> Stream.of(entry.firstPort(), entry.lastPort() + 1))
                .filter(port -> leg.firstPort() < port && port <= leg.lastPort()).forEach(ports::add);
        return ports;
    }

    private Answer decide(long address, int port) {
        List<UnknownReason> reasons = new ArrayList<>();
        boolean mayAllow = false;
        boolean mayDeny = false;
        for (AclEntry entry : entries) {
            Answer match = entry.matches(address, port);
            if (match.isNo()) {
                continue;
            }
            if (match.isYes() && !entry.allow().isMaybe()) {
                boolean allow = entry.allow().isYes();
                return decided(allow, allow ? mayDeny : mayAllow, reasons);
            }
            reasons.addAll(match.reasons());
            reasons.addAll(entry.allow().reasons());
            mayAllow |= !entry.allow().isNo();
            mayDeny |= !entry.allow().isYes();
        }
        return decided(false, mayAllow, reasons);
    }

    private static Answer decided(boolean allow, boolean mayBeOtherwise, List<UnknownReason> reasons) {
        return mayBeOtherwise
                ? new Answer(Answer.Truth.MAYBE, List.copyOf(reasons), List.of())
                : Answer.of(allow);
    }
}
