package io.github.rabbitlambda.reachability.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.template.Resource;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

/** Network ACLs, which are stateless: which one a subnet has, and whether it lets packets pass. */
public final class NetworkAcls {
    private static final String DEFAULT = "DefaultNetworkAcl";

    private final Deployment deployment;

    public NetworkAcls(Deployment deployment) {
        this.deployment = deployment;
    }

    /** The ACL of a subnet; empty for the VPC's default ACL. */
    public record Acl(Optional<Value> custom, Optional<UnknownReason> unknown) {}

    public Acl aclOf(Subnet subnet) {
        List<UnknownReason> reasons = new ArrayList<>();
        for (ResolvedResource association : deployment.ofType("AWS::EC2::SubnetNetworkAclAssociation")) {
            Answer applies = association.presentAnd(association.get("SubnetId").sameAs(subnet.value()));
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
                ? new Value.Reference(vpc, DEFAULT)
                : Value.MISSING);
        List<AclEntry> entries = entries(id, leg.egress());
        if (acl.custom().isEmpty()) {
            entries.add(AclEntry.allowAll());
        } else if (deployment.find(id, "AWS::EC2::NetworkAcl").isEmpty() && !isDefault(id)) {
            return Answer.maybe(id.unknownReason());
        }
        return new AclEntries(entries).allow(leg);
    }

    private List<AclEntry> entries(Value acl, boolean egress) {
        List<AclEntry> entries = new ArrayList<>();
        for (ResolvedResource entry : deployment.ofType("AWS::EC2::NetworkAclEntry")) {
            Answer applies = entry.get("NetworkAclId").sameAs(acl).and(() -> isFor(entry, egress)).and(entry::present);
            if (!applies.isNo()) {
                entries.add(AclEntry.of(entry, applies));
            }
        }
        entries.sort(Comparator.comparingInt(AclEntry::number));
        if (isDefault(acl)) {
            entries.add(AclEntry.allowAll());
        }
        return entries;
    }

    private static Answer isFor(ResolvedResource entry, boolean egress) {
        Answer out = entry.flag("Egress", false);
        return egress ? out : out.not();
    }

    private static boolean isDefault(Value acl) {
        return acl instanceof Value.Reference reference && reference.attribute().equals(DEFAULT);
    }
}
