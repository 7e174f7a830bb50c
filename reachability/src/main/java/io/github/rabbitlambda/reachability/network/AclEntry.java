package io.github.rabbitlambda.reachability.network;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.github.rabbitlambda.reachability.value.AddressRange;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

/**
 * One entry of a network ACL.
 *
 * @param applies whether it exists, belongs to the ACL, and is for tcp
 * @param block the addresses, empty where they aren't known
 */
record AclEntry(int number, Answer applies, Answer allow, Optional<AddressRange> block, int firstPort, int lastPort) {
    private static final int LAST_NUMBER = 32767;

    static AclEntry allowAll() {
        return new AclEntry(LAST_NUMBER, Answer.YES, Answer.YES, Optional.of(AddressRange.EVERYWHERE), 0, 65535);
    }

    static AclEntry of(ResolvedResource entry, Answer applies) {
        Optional<Integer> number = entry.get("RuleNumber").asNumber();
        Value cidr = entry.get("CidrBlock");
        Optional<AddressRange> block = cidr.asText().flatMap(AddressRange::parse);
        Answer known = Answer
                .all(List.of(applies, isTcp(entry.get("Protocol")), cidr.isMissing() ? Answer.NO : Answer.YES,
                        number.isPresent() ? Answer.YES : Answer.maybe(entry.get("RuleNumber").unknownReason()),
                        block.isPresent() || cidr.isMissing() ? Answer.YES : Answer.maybe(cidr.unknownReason())));
        return withPorts(entry, number.orElse(0), known, block);
    }

    private static AclEntry withPorts(ResolvedResource entry, int number, Answer known, Optional<AddressRange> block) {
        Answer allow = entry.text("RuleAction").map(action -> Answer.of(action.equalsIgnoreCase("allow")))
                .orElseGet(() -> Answer.maybe(entry.get("RuleAction").unknownReason()));
        Value.Fields range = entry.get("PortRange").asFields();
        Optional<Integer> from = range.get("From").asNumber();
        Optional<Integer> to = range.get("To").asNumber();
        boolean all = entry.get("PortRange").isMissing()
                || entry.get("Protocol").asNumber().filter(any -> any == -1).isPresent();
        Answer ports = all || from.isPresent() && to.isPresent()
                ? Answer.YES
                : Answer.maybe(unseenPort(entry.get("PortRange"), from.isPresent() ? "To" : "From"));
        return new AclEntry(number, known.and(ports), allow, block, all ? 0 : from.orElse(0),
                all ? 65535 : to.orElse(65535));
    }

    private static UnknownReason unseenPort(Value range, String end) {
        return (range instanceof Value.Fields fields && !fields.get(end).isMissing() ? fields.get(end) : range)
                .unknownReason();
    }

    private static Answer isTcp(Value protocol) {
        return protocol.asText().map(
                text -> Answer.of(List.of("-1", "6", "tcp", "all").contains(text.toLowerCase(Locale.ROOT))))
                .orElseGet(() -> Answer.maybe(protocol.unknownReason()));
    }

    Answer matches(long address, int port) {
        boolean inside = block.map(found -> found.first() <= address && address <= found.last()).orElse(true);
        return inside && firstPort <= port && port <= lastPort ? applies : Answer.NO;
    }
}
