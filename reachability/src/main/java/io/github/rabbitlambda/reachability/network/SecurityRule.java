package io.github.rabbitlambda.reachability.network;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.rabbitlambda.reachability.value.AddressRange;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

/**
 * One rule of a security group.
 *
 * @param applies whether the rule exists and belongs to the group
 * @param fields its properties as in the template
 */
public record SecurityRule(Answer applies, Value.Fields fields) {

    static SecurityRule unseen(UnknownReason reason) {
        return new SecurityRule(Answer.maybe(reason), Value.NO_FIELDS);
    }

    /** A rule for all traffic from or to a group or an IPv4 block. */
    static SecurityRule everything(Answer applies, String peer, Value value) {
        return new SecurityRule(applies,
                new Value.Fields(Map.of("IpProtocol", new Value.Text("-1"), peer, value)));
    }

    boolean isUnseen() {
        return fields.fields().isEmpty();
    }

    public Answer admits(int port) {
        if (isUnseen()) {
            return Answer.YES;
        }
        Value protocol = fields.get("IpProtocol");
        if (!(protocol instanceof Value.Text(String text))) {
            return Answer.maybe(protocol.unknownReason());
        }
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "-1", "all" -> Answer.YES;
            case "tcp", "6" -> Ports.between(fields.get("FromPort"), fields.get("ToPort"), port);
            default -> Answer.NO;
        };
    }

    /** Whether the peer is one of these groups. */
    Answer isFor(List<Value> groups) {
        if (isUnseen()) {
            return Answer.NO;
        }
        List<Value> peers = Stream
                .of("SourceSecurityGroupId", "DestinationSecurityGroupId", "SourceSecurityGroupName")
                .map(fields::get).filter(peer -> !peer.isMissing()).toList();
        return Answer
                .any(peers.stream().flatMap(peer -> groups.stream().map(group -> peer.sameAs(group))).toList());
    }

    /** The peer's block of addresses, if the rule has one that is known. */
    public Optional<AddressRange> block() {
        return fields.get("CidrIp").asText().flatMap(AddressRange::parse);
    }

    /** Why the peer's addresses aren't known; empty if they are. */
    Optional<UnknownReason> hiddenPeer() {
        if (isUnseen()) {
            return applies.reasons().stream().findFirst();
        }
        return Stream.of("CidrIp", "SourcePrefixListId", "DestinationPrefixListId").map(fields::get)
                .filter(peer -> !peer.isMissing()).filter(peer -> block().isEmpty()).findFirst()
                .map(Value::unknownReason);
    }

    /** Whether this is the rule that a new group has by default: everything to everywhere. */
    boolean isDefaultEgress() {
        return admits(0).isYes() && block().filter(AddressRange.EVERYWHERE::equals).isPresent() && admits(65535).isYes()
                && !fields.fields().containsKey("FromPort") | isAllProtocols();
    }

    private boolean isAllProtocols() {
        return fields.get("IpProtocol").asText().filter(text -> text.equals("-1") || text.equalsIgnoreCase("all"))
                .isPresent();
    }
}
