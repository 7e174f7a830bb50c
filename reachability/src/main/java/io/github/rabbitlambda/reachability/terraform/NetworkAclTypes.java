package io.github.rabbitlambda.reachability.terraform;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.rabbitlambda.reachability.template.Tree;

/** Network ACLs, their rules, and which ACL a subnet has. */
final class NetworkAclTypes {
    private static final String[] ACLS = {"aws_network_acl", "aws_default_network_acl", "aws_vpc"};
    private static final String DEFAULT = "aws_default_network_acl";
    private static final String ASSOCIATION = "AWS::EC2::SubnetNetworkAclAssociation";
    private static final String ENTRY = "AWS::EC2::NetworkAclEntry";

    private final Translation translation;
    private final Links links;
    private final Set<Tree> associated = new LinkedHashSet<>();
    private final Set<String> numbers = new LinkedHashSet<>();

    NetworkAclTypes(Translation translation) {
        this.translation = translation;
        this.links = translation.links();
    }

    /** aws_network_acl_rule, before the ACLs: a state's ACL repeats the rules that have resources of their own. */
    void rule(Instance rule) {
        Tree acl = links.one(rule.at("network_acl_id"), ACLS);
        Tree egress = links.plain(rule.at("egress"));
        numbers.add(acl + " " + rule.at("rule_number").text().orElse("") + " " + rule.at("egress").is("true"));
        translation.add(rule, ENTRY, entry(acl, rule.at("protocol"), rule.at("cidr_block"), ports(rule.at("from_port"),
                rule.at("to_port"))).with("RuleNumber", links.plain(rule.at("rule_number")))
                .with("RuleAction", links.plain(rule.at("rule_action"))).with("Egress", egress, "false"));
    }

    void acl(Instance acl) {
        translation.add(acl, new Properties().with("VpcId", links.one(acl.at("vpc_id"), "aws_vpc")));
        inline(acl, "ingress");
        inline(acl, "egress");
        List<Tree> subnets = links.many(acl.at("subnet_ids"), "aws_subnet");
        for (int i = 0; i < subnets.size(); i++) {
            associate(acl, "subnet_ids[" + i + "]", subnets.get(i));
        }
    }

    private void associate(Instance acl, String part, Tree subnet) {
        if (associated.add(subnet)) {
            translation.addPart(acl, part, ASSOCIATION, new Properties().with("SubnetId", subnet)
                    .with("NetworkAclId", CloudFormation.ref(acl.address())));
        }
    }

    private void inline(Instance acl, String direction) {
        Tree id = CloudFormation.ref(acl.address());
        Attribute all = acl.at(direction);
        if (all.isUnknown() && !all.isAbsent()) {
            translation.addPart(acl, direction, ENTRY, new Properties().with("NetworkAclId", id)
                    .with("RuleNumber", links.unclear(all)).with("RuleAction", links.unclear(all))
                    .with("Protocol", Tree.text("-1")).with("CidrBlock", links.unclear(all))
                    .with("Egress", Tree.text("" + direction.equals("egress"))));
        }
        List<Attribute> blocks = acl.blocks(direction);
        for (int i = 0; i < blocks.size(); i++) {
            block(acl, id, direction, blocks.get(i), i);
        }
    }

    private void block(Instance acl, Tree id, String direction, Attribute block, int i) {
        boolean egress = direction.equals("egress");
        if (numbers.add(id + " " + block.at("rule_no").text().orElse(direction + i) + " " + egress)) {
            translation.addPart(acl, direction + "[" + i + "]", ENTRY,
                    entry(id, block.at("protocol"), block.at("cidr_block"),
                            ports(block.at("from_port"), block.at("to_port")))
                            .with("RuleNumber", links.plain(block.at("rule_no")))
                            .with("RuleAction", links.plain(block.at("action")))
                            .with("Egress", Tree.text("" + egress)));
        }
    }

    private Properties entry(Tree acl, Attribute protocol, Attribute block, Properties ports) {
        boolean all = protocol.text().filter(name -> name.equals("-1") || name.equals("all")).isPresent();
        Properties entry = new Properties().with("NetworkAclId", acl)
                .with("Protocol", all ? Tree.text("-1") : links.plain(protocol)).with("CidrBlock", links.plain(block));
        return all ? entry : entry.with("PortRange", ports.tree());
    }

    private Properties ports(Attribute from, Attribute to) {
        return new Properties().with("From", links.plain(from)).with("To", links.plain(to));
    }

    /** aws_network_acl_association. */
    void association(Instance association) {
        Tree subnet = links.one(association.at("subnet_id"), "aws_subnet");
        associated.add(subnet);
        translation.add(association, ASSOCIATION, new Properties().with("SubnetId", subnet)
                .with("NetworkAclId", links.one(association.at("network_acl_id"), ACLS)));
    }

    /** Gives each subnet without an ACL of its own the default ACL of its VPC, where Terraform has adopted that. */
    void associateDefaults() {
        boolean unclear = associated.stream().anyMatch(Tree.Unclear.class::isInstance);
        for (Instance subnet : translation.plan().ofType("aws_subnet")) {
            Tree id = CloudFormation.ref(subnet.address());
            Optional<String> adopter = links.target(subnet.at("vpc_id"), "aws_vpc")
                    .flatMap(vpc -> links.adopted().of(vpc.instance(), DEFAULT));
            if (!unclear && adopter.isPresent() && associated.add(id)) {
                translation.addPart(subnet, "default_network_acl", ASSOCIATION, new Properties().with("SubnetId", id)
                        .with("NetworkAclId", CloudFormation.ref(adopter.get())));
            }
        }
    }
}
