package io.github.rabbitlambda.reachability.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import io.github.rabbitlambda.reachability.template.Resource;
import io.github.rabbitlambda.reachability.value.AddressRange;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

/** Network ACLs. They are stateless; the first entry that matches decides; without a match the packet is denied. */
public final class NetworkAcls {
    private final Deployment deployment;

    public NetworkAcls(Deployment deployment) {
        this.deployment = deployment;
    }

    /** The ACL of a subnet; empty for the VPC's default ACL. */
    public record Acl(Optional<Value> custom, Optional<UnknownReason> unknown) {}

    public Acl aclOf(Subnet subnet) {
        List<UnknownReason> reasons = new ArrayList<>();
        for (ResolvedResource association : deployment.ofType("AWS::EC2::SubnetNetworkAclAssociation")) {
            Answer applies = association.present().and(association.get("SubnetId").sameAs(subnet.value()));
            if (applies.isYes()) {
                return new Acl(Optional.of(association.get("NetworkAclId")), Optional.empty());
            }
            reasons.addAll(applies.reasons());
        }
        return new Acl(Optional.empty(), reasons.stream().findFirst());
    }

    public Answer allows(FlowLeg leg) {
        Acl acl = aclOf(leg.at());
        if (acl.unknown().isPresent()) {
            return Answer.maybe(acl.unknown().get());
        }
        Value id = acl.custom().orElseGet(() -> leg.at().vpc() instanceof Value.Reference(Resource vpc, String ref)
                ? new Value.Reference(vpc, "DefaultNetworkAcl")
                : Value.MISSING);
        List<AclEntry> entries = entries(id, leg.egress());
        if (acl.custom().isEmpty()) {
            entries.add(AclEntry.allowAll());
        } else if (deployment.find(id, "AWS::EC2::NetworkAcl").isEmpty()
                && !(id instanceof Value.Reference(Resource vpc, String name) && name.equals("DefaultNetworkAcl"))) {
            return Answer.maybe(id.unknownReason());
        }
        return everywhere(leg, entries);
    }

    private List<AclEntry> entries(Value acl, boolean egress) {
        List<AclEntry> entries = new ArrayList<>();
        for (ResolvedResource entry : deployment.ofType("AWS::EC2::NetworkAclEntry")) {
            Answer direction = entry.flag("Egress", false);
            Answer applies = Answer.all(List.of(entry.present(), entry.get("NetworkAclId").sameAs(acl),
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

    private static Answer everywhere(FlowLeg leg, List<AclEntry> entries) {
        List<Answer> answers = new ArrayList<>();
        for (AddressRange block : leg.peerAddresses().bounds().ranges()) {
            for (long address : addressStarts(block, entries)) {
                for (int port : portStarts(leg, entries)) {
                    answers.add(first(address, port, entries));
                }
            }
        }
        Answer all = Answer.all(answers);
        boolean some = answers.stream().anyMatch(answer -> !answer.isNo());
        return all.isNo() && some && leg.peerAddresses().inexact().isPresent()
                ? Answer.maybe(leg.peerAddresses().inexact().get())
                : all;
    }

    private static TreeSet<Long> addressStarts(AddressRange block, List<AclEntry> entries) {
        TreeSet<Long> starts = new TreeSet<>(List.of(block.first()));
        entries.stream().flatMap(entry -> entry.block().stream())
                .flatMap(cut -> List.of(cut.first(), cut.last() + 1).stream())
                .filter(start -> block.first() < start && start <= block.last()).forEach(starts::add);
        return starts;
    }

    private static TreeSet<Integer> portStarts(FlowLeg leg, List<AclEntry> entries) {
        TreeSet<Integer> starts = new TreeSet<>(List.of(leg.firstPort()));
        entries.stream().flatMap(entry -> List.of(entry.firstPort(), entry.lastPort() + 1).stream())
                .filter(start -> leg.firstPort() < start && start <= leg.lastPort()).forEach(starts::add);
        return starts;
    }

    private static Answer first(long address, int port, List<AclEntry> entries) {
        List<UnknownReason> reasons = new ArrayList<>();
        boolean mayAllow = false;
        boolean mayDeny = false;
        for (AclEntry entry : entries) {
            Answer match = entry.matches(address, port);
            if (match.isNo()) {
                continue;
            }
            if (match.isYes() && !entry.allow().isMaybe()) {
                return settled(entry.allow().isYes(), mayAllow, mayDeny, reasons);
            }
            reasons.addAll(match.reasons());
            reasons.addAll(entry.allow().reasons());
            mayAllow |= !entry.allow().isNo();
            mayDeny |= !entry.allow().isYes();
        }
        return settled(false, mayAllow, mayDeny, reasons);
    }

    private static Answer settled(boolean allow, boolean mayAllow, boolean mayDeny, List<UnknownReason> reasons) {
        boolean disputed = allow ? mayDeny : mayAllow;
        return disputed ? new Answer(Answer.Truth.MAYBE, List.copyOf(reasons), List.of()) : Answer.of(allow);
    }
}
