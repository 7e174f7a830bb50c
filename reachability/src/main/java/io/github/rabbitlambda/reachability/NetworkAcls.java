package io.github.rabbitlambda.reachability;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Network ACLs: stateless, first matching entry wins, and nothing matching is denied. */
final class NetworkAcls {
    private final World world;

    NetworkAcls(World world) {
        this.world = world;
    }

    /**
     * One leg of a flow.
     *
     * @param at the subnet at whose border it is checked
     * @param peer who is on the other side
     */
    record Leg(Subnet at, boolean egress, String peer, Span span, int firstPort, int lastPort) {
        String show() {
            String ports = firstPort == lastPort ? "" + firstPort : firstPort + "-" + lastPort;
            return (egress ? "outbound tcp " + ports + " to " : "inbound tcp " + ports + " from ") + peer;
        }
    }

    /** The ACL of a subnet; empty for the VPC's default ACL. */
    record Acl(Optional<Value> custom, Optional<Doubt> doubt) {}

    Acl of(Subnet subnet) {
        List<Doubt> doubts = new ArrayList<>();
        for (Part association : world.of("AWS::EC2::SubnetNetworkAclAssociation")) {
            Answer applies = association.present().and(World.same(association.get("SubnetId"), subnet.value()));
            if (applies.isYes()) {
                return new Acl(Optional.of(association.get("NetworkAclId")), Optional.empty());
            }
            doubts.addAll(applies.doubts());
        }
        return new Acl(Optional.empty(), doubts.stream().findFirst());
    }

    Answer allows(Leg leg) {
        Acl acl = of(leg.at());
        if (acl.doubt().isPresent()) {
            return Answer.maybe(acl.doubt().get());
        }
        Value id = acl.custom().orElseGet(() -> leg.at().vpc() instanceof Value.Reference(Resource vpc, String ref)
                ? new Value.Reference(vpc, "DefaultNetworkAcl")
                : Value.MISSING);
        List<AclEntry> entries = entries(id, leg.egress());
        if (acl.custom().isEmpty()) {
            entries.add(AclEntry.allowAll());
        } else if (world.named(id, "AWS::EC2::NetworkAcl").isEmpty()
                && !(id instanceof Value.Reference(Resource vpc, String name) && name.equals("DefaultNetworkAcl"))) {
            return Answer.maybe(Part.doubt(id));
        }
        return everywhere(leg, entries);
    }

    private List<AclEntry> entries(Value acl, boolean egress) {
        List<AclEntry> entries = new ArrayList<>();
        for (Part entry : world.of("AWS::EC2::NetworkAclEntry")) {
            Answer direction = entry.flag("Egress", false);
            Answer applies = Answer.all(List.of(entry.present(), World.same(entry.get("NetworkAclId"), acl),
                    egress ? direction : direction.not()));
            if (!applies.isNo()) {
                entries.add(AclEntry.of(entry, applies));
            }
        }
        entries.sort(Comparator.comparingInt(AclEntry::number));
        if (acl instanceof Value.Reference(Resource vpc, String name) && name.equals("DefaultNetworkAcl")) {
            entries.add(AclEntry.allowAll());
        }
        return entries;
    }

    private static Answer everywhere(Leg leg, List<AclEntry> entries) {
        List<Answer> answers = new ArrayList<>();
        for (Block block : leg.span().addresses().blocks()) {
            for (long address : addressStarts(block, entries)) {
                for (int port : portStarts(leg, entries)) {
                    answers.add(first(address, port, entries));
                }
            }
        }
        Answer all = Answer.all(answers);
        boolean some = answers.stream().anyMatch(answer -> !answer.isNo());
        return all.isNo() && some && leg.span().inexact().isPresent() ? Answer.maybe(leg.span().inexact().get()) : all;
    }

    private static TreeSet<Long> addressStarts(Block block, List<AclEntry> entries) {
        TreeSet<Long> starts = new TreeSet<>(List.of(block.first()));
        entries.stream().flatMap(entry -> entry.block().stream())
                .flatMap(cut -> List.of(cut.first(), cut.last() + 1).stream())
                .filter(start -> block.first() < start && start <= block.last()).forEach(starts::add);
        return starts;
    }

    private static TreeSet<Integer> portStarts(Leg leg, List<AclEntry> entries) {
        TreeSet<Integer> starts = new TreeSet<>(List.of(leg.firstPort()));
        entries.stream().flatMap(entry -> List.of(entry.firstPort(), entry.lastPort() + 1).stream())
                .filter(start -> leg.firstPort() < start && start <= leg.lastPort()).forEach(starts::add);
        return starts;
    }

    private static Answer first(long address, int port, List<AclEntry> entries) {
        List<Doubt> doubts = new ArrayList<>();
        boolean mayAllow = false;
        boolean mayDeny = false;
        for (AclEntry entry : entries) {
            Answer match = entry.matches(address, port);
            if (match.isNo()) {
                continue;
            }
            if (match.isYes() && !entry.allow().isMaybe()) {
                return settled(entry.allow().isYes(), mayAllow, mayDeny, doubts);
            }
            doubts.addAll(match.doubts());
            doubts.addAll(entry.allow().doubts());
            mayAllow |= !entry.allow().isNo();
            mayDeny |= !entry.allow().isYes();
        }
        return settled(false, mayAllow, mayDeny, doubts);
    }

    private static Answer settled(boolean allow, boolean mayAllow, boolean mayDeny, List<Doubt> doubts) {
        boolean disputed = allow ? mayDeny : mayAllow;
        return disputed ? new Answer(Answer.Truth.MAYBE, List.copyOf(doubts), List.of()) : Answer.of(allow);
    }
}
