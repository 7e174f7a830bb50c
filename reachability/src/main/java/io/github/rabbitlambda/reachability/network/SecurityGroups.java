package io.github.rabbitlambda.reachability.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.template.Resource;
import io.github.rabbitlambda.reachability.value.AddressRange;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

/** The rules of security groups, inline and standalone, and what they let through. */
public final class SecurityGroups {
    public static final String TYPE = "AWS::EC2::SecurityGroup";
    private final Deployment deployment;

    public SecurityGroups(Deployment deployment) {
        this.deployment = deployment;
    }

    Optional<ResolvedResource> group(Value group) {
        return deployment.find(group, TYPE);
    }

    /** The default group of a VPC of these templates: it lets itself in, and everything out. */
    public static boolean isDefaultOfVpc(Value group) {
        return group instanceof Value.Reference(Resource resource, String attribute)
                && attribute.equals("DefaultSecurityGroup") && resource.type().equals("AWS::EC2::VPC");
    }

    public List<SecurityRule> rules(Value group, Direction direction) {
        List<SecurityRule> standalone = standalone(group, direction);
        List<SecurityRule> rules = new ArrayList<>(own(group, direction, standalone));
        rules.addAll(standalone);
        return rules;
    }

    private List<SecurityRule> standalone(Value group, Direction direction) {
        List<SecurityRule> rules = new ArrayList<>();
        for (ResolvedResource rule : deployment.ofType("AWS::EC2::" + direction.property())) {
            Value owner = rule.get("GroupId").isMissing() ? rule.get("GroupName") : rule.get("GroupId");
            Answer applies = rule.presentAnd(owner.sameAs(group));
            if (!applies.isNo()) {
                rules.add(new SecurityRule(applies, rule.properties()));
            }
        }
        return rules;
    }

    private List<SecurityRule> own(Value group, Direction direction, List<SecurityRule> standalone) {
        if (isDefaultOfVpc(group)) {
            return ofDefaultGroup(group, direction);
        }
        Optional<ResolvedResource> resource = group(group);
        if (resource.isEmpty()) {
            UnknownReason reason = group.unknownReason();
            return List.of(SecurityRule.unseen(new UnknownReason(reason.what() + ", a security group,",
                    "declare the group in a template that is checked too", reason.openParameters())));
        }
        List<SecurityRule> inline = inline(resource.get(), direction);
        if (direction == Direction.INGRESS) {
            return inline;
        }
        boolean named = !standalone.isEmpty();
        if (resource.get().get(direction.property()).isMissing()) {
            return List.of(SecurityRule.everything(named ? mayBeRemoved(resource.get()) : Answer.YES, "CidrIp",
                    new Value.Text("0.0.0.0/0")));
        }
        return inline.stream().map(
                rule -> named && rule.isDefaultEgress()
                        ? new SecurityRule(mayBeRemoved(resource.get()), rule.fields())
                        : rule)
                .toList();
    }

    private static Answer mayBeRemoved(ResolvedResource group) {
        return Answer.maybe(
                "the default egress rule of `" + group.id()
                        + "`, which is removed when a standalone SecurityGroupEgress is added to the group,",
                "write every egress rule of the group in one place, inline or standalone, and none that allows everything");
    }

    private static List<SecurityRule> inline(ResolvedResource group, Direction direction) {
        return group.items(direction.property()).stream().map(item -> item instanceof Value.Fields fields
                ? new SecurityRule(group.present(), fields)
                : SecurityRule.unseen(item.unknownReason())).toList();
    }

    private List<SecurityRule> ofDefaultGroup(Value group, Direction direction) {
        Answer untouched = deployment.customResources().stream()
                .anyMatch(custom -> custom.properties().references().stream().anyMatch(group::equals))
                        ? Answer.maybe("the default security group, which a custom resource changes,",
                                "use a group of your own")
                        : Answer.YES;
        return direction == Direction.EGRESS
                ? List.of(SecurityRule.everything(untouched, "CidrIp", new Value.Text("0.0.0.0/0")))
                : List.of(SecurityRule.everything(untouched, "SourceSecurityGroupId", group));
    }

    /**
     * Whether traffic with a peer passes: the peer carries one of the groups, or all its addresses are covered.
     *
     * @param mine the groups of the interface whose rules are asked
     * @param addresses the peer's addresses
     */
    public Answer pass(List<Value> mine, Direction direction, int port, List<Value> peers,
            PossibleAddresses addresses) {
        List<SecurityRule> rules = mine.stream().flatMap(group -> rules(group, direction).stream()).toList();
        Answer byGroup = Answer.any(rules.stream()
                .map(rule -> Answer.all(List.of(rule.applies(), rule.admits(port), rule.isFor(peers)))).toList());
        return byGroup.isYes() ? byGroup : byGroup.or(byAddress(rules, port, addresses));
    }

    private static Answer byAddress(List<SecurityRule> rules, int port, PossibleAddresses addresses) {
        List<AddressRange> certain = new ArrayList<>();
        List<AddressRange> possible = new ArrayList<>();
        List<UnknownReason> reasons = new ArrayList<>();
        for (SecurityRule rule : rules) {
            Answer open = rule.applies().and(rule.admits(port));
            Optional<AddressRange> block = rule.hiddenPeer().isPresent()
                    ? Optional.of(AddressRange.EVERYWHERE)
                    : rule.block();
            if (open.isNo() || block.isEmpty()) {
                continue;
            }
            boolean known = open.isYes() && rule.hiddenPeer().isEmpty();
            (known ? certain : possible).add(block.get());
            reasons.addAll(open.reasons());
            rule.hiddenPeer().ifPresent(reasons::add);
        }
        Answer sure = addresses.coveredBy(certain);
        if (sure.isYes() || possible.isEmpty()) {
            return sure;
        }
        possible.addAll(certain);
        return addresses.coveredBy(possible).isNo()
                ? Answer.NO
                : new Answer(Answer.Truth.MAYBE, List.copyOf(reasons), List.of());
    }
}
