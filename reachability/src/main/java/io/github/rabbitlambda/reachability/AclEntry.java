package io.github.rabbitlambda.reachability;

import java.util.List;
import java.util.Optional;

/**
 * One entry of a network ACL.
 *
 * @param applies whether it exists, belongs to the ACL, and is for tcp
 * @param block the addresses, empty where they aren't known
 */
record AclEntry(int number, Answer applies, Answer allow, Optional<Block> block, int firstPort, int lastPort) {
    private static final int LAST = 32767;

    static AclEntry allowAll() {
        return new AclEntry(LAST, Answer.YES, Answer.YES, Optional.of(Block.EVERYWHERE), 0, 65535);
    }

    static AclEntry of(Part entry, Answer applies) {
        Optional<Integer> number = Part.number(entry.get("RuleNumber"));
        Value cidr = entry.get("CidrBlock");
        Optional<Block> block = Part.text(cidr).flatMap(Block::parse);
        Answer known = Answer
                .all(List.of(applies, tcp(entry.get("Protocol")), cidr.isMissing() ? Answer.NO : Answer.YES,
                        number.isPresent() ? Answer.YES : Answer.maybe(Part.doubt(entry.get("RuleNumber"))),
                        block.isPresent() || cidr.isMissing() ? Answer.YES : Answer.maybe(Part.doubt(cidr))));
        return ported(entry, number.orElse(0), known, block);
    }

    private static AclEntry ported(Part entry, int number, Answer known, Optional<Block> block) {
        Answer allow = entry.text("RuleAction").map(action -> Answer.of(action.equalsIgnoreCase("allow")))
                .orElseGet(() -> Answer.maybe(Part.doubt(entry.get("RuleAction"))));
        Value.Fields range = Part.fields(entry.get("PortRange"));
        Optional<Integer> from = Part.number(range.get("From"));
        Optional<Integer> to = Part.number(range.get("To"));
        boolean all = entry.get("PortRange").isMissing()
                || Part.number(entry.get("Protocol")).filter(any -> any == -1).isPresent();
        Answer ports = all || from.isPresent() && to.isPresent()
                ? Answer.YES
                : Answer.maybe(Part.doubt(entry.get("PortRange")));
        return new AclEntry(number, known.and(ports), allow, block, all ? 0 : from.orElse(0),
                all ? 65535 : to.orElse(65535));
    }

    private static Answer tcp(Value protocol) {
        return Part.text(protocol).map(
                text -> Answer.of(List.of("-1", "6", "tcp", "all").contains(text.toLowerCase(java.util.Locale.ROOT))))
                .orElseGet(() -> Answer.maybe(Part.doubt(protocol)));
    }

    Answer matches(long address, int port) {
        boolean inside = block.map(found -> found.first() <= address && address <= found.last()).orElse(true);
        return inside && firstPort <= port && port <= lastPort ? applies : Answer.NO;
    }
}
