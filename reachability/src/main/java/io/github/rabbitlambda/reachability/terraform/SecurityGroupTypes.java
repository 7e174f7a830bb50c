package io.github.rabbitlambda.reachability.terraform;

import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.template.Tree;

/**
 * Security groups and their rules. A group that Terraform makes has no rule but those that are written: the provider
 * removes the egress rule that a new group has
 * (https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/security_group.html.markdown).
 */
final class SecurityGroupTypes {
    static final String[] GROUPS = {"aws_security_group", "aws_default_security_group", "aws_vpc"};
    /** An egress rule that lets nothing pass; without any, a template's group lets everything out. */
    private static final Tree NO_EGRESS = Tree.list(Tree.mapping("IpProtocol", "icmp", "FromPort", 252, "ToPort", 86,
            "CidrIp", "255.255.255.255/32"));

    private final Translation translation;
    private final Links links;

    SecurityGroupTypes(Translation translation) {
        this.translation = translation;
        this.links = translation.links();
    }

    void group(Instance group) {
        translation.add(group, new Properties().with("VpcId", links.one(group.at("vpc_id"), "aws_vpc"))
                .with("SecurityGroupEgress", NO_EGRESS));
        inline(group, "ingress");
        inline(group, "egress");
    }

    private void inline(Instance group, String direction) {
        Attribute all = group.at(direction);
        Tree owner = CloudFormation.ref(group.address());
        if (all.isUnknown() && !all.isAbsent()) {
            translation.addPart(group, direction, GroupRule.type(direction),
                    new Properties().with("GroupId", owner).with("IpProtocol", links.unclear(all)).with("CidrIp",
                            links.unclear(all)));
            return;
        }
        List<Attribute> blocks = group.blocks(direction);
        for (int i = 0; i < blocks.size(); i++) {
            peers(blocks.get(i), direction, owner).addTo(translation, group, direction + "[" + i + "]");
        }
    }

    /** aws_security_group_rule. */
    void rule(Instance rule) {
        String direction = rule.at("type").text().orElse("ingress");
        Attribute block = rule.at("security_group_id");
        GroupRule made = new GroupRule(direction, ports(rule.at("protocol"), rule.at("from_port"), rule.at("to_port")),
                owner(block, direction));
        addressesAndSelf(rule.at("cidr_blocks"), rule.at("prefix_list_ids"), rule.at("self"), made);
        made.group(links.one(rule.at("source_security_group_id"), GROUPS));
        made.addTo(translation, rule, "");
    }

    /** aws_vpc_security_group_ingress_rule and _egress_rule. */
    void singleRule(Instance rule, String direction) {
        GroupRule made = new GroupRule(direction,
                ports(rule.at("ip_protocol"), rule.at("from_port"), rule.at("to_port")),
                owner(rule.at("security_group_id"), direction));
        made.block(links.plain(rule.at("cidr_ipv4")));
        made.prefixList(links.plain(rule.at("prefix_list_id")));
        made.group(links.one(rule.at("referenced_security_group_id"), GROUPS));
        made.addTo(translation, rule, "");
    }

    // Inline and standalone rules of one group overwrite each other at some apply.
    private Tree owner(Attribute group, String direction) {
        Optional<Target> target = links.target(group, GROUPS);
        boolean inline = target.map(Target::instance).filter(found -> found.isConfigured()
                && found.at(direction).written().isPresent()).isPresent();
        return inline
                ? new Tree.Unclear(
                        group.show()
                                + ", a group whose rules are also written inline, so that one overwrites the other,",
                        "write all rules of the group inline or none")
                : links.one(group, GROUPS);
    }

    private GroupRule peers(Attribute block, String direction, Tree owner) {
        GroupRule rule = new GroupRule(direction,
                ports(block.at("protocol"), block.at("from_port"), block.at("to_port")), owner);
        addressesAndSelf(block.at("cidr_blocks"), block.at("prefix_list_ids"), block.at("self"), rule);
        groups(block.at("security_groups"), direction).forEach(rule::group);
        return rule;
    }

    // The plan gives the references of all inline rules together: they are of this rule if no other lacks its groups.
    private List<Tree> groups(Attribute groups, String direction) {
        long unknown = groups.owner().blocks(direction).stream()
                .filter(block -> block.at("security_groups").isUnknown()).count();
        List<Tree> found = links.many(groups, GROUPS);
        return groups.isUnknown() && unknown > 1 && found.size() > 1 ? List.of(links.unclear(groups)) : found;
    }

    private void addressesAndSelf(Attribute blocks, Attribute lists, Attribute self, GroupRule rule) {
        if (blocks.isUnknown() && !blocks.isAbsent()) {
            rule.block(links.unclear(blocks));
        }
        blocks.items().forEach(block -> rule.block(links.plain(block)));
        links.many(lists).forEach(rule::prefixList);
        if (self.isUnknown() && !self.isAbsent()) {
            rule.group(links.unclear(self));
        } else if (self.is("true")) {
            rule.itself();
        }
    }

    private Properties ports(Attribute protocol, Attribute from, Attribute to) {
        return new Properties().with("IpProtocol", links.plain(protocol)).with("FromPort", links.plain(from))
                .with("ToPort", links.plain(to));
    }
}
