package io.github.rabbitlambda.reachability.terraform;

import java.util.ArrayList;
import java.util.List;

import io.github.rabbitlambda.reachability.template.Tree;

/** A rule of a security group as Terraform writes it; in a template it is a rule for each of its peers. */
final class GroupRule {
    private final boolean egress;
    private final Tree.Mapping ports;
    private final Tree owner;
    private final List<Tree.Mapping> peers = new ArrayList<>();

    GroupRule(String direction, Properties ports, Tree owner) {
        this.egress = direction.equals("egress");
        this.ports = ports.tree();
        this.owner = owner;
    }

    static String type(String direction) {
        return direction.equals("egress") ? "AWS::EC2::SecurityGroupEgress" : "AWS::EC2::SecurityGroupIngress";
    }

    void group(Tree group) {
        peer(egress ? "DestinationSecurityGroupId" : "SourceSecurityGroupId", group);
    }

    void itself() {
        group(owner);
    }

    void prefixList(Tree list) {
        peer(egress ? "DestinationPrefixListId" : "SourcePrefixListId", list);
    }

    void block(Tree block) {
        peer("CidrIp", block);
    }

    private void peer(String property, Tree value) {
        if (!(value instanceof Tree.Nothing)) {
            peers.add(Tree.mapping(property, value));
        }
    }

    /** Adds the rules: the first as the resource itself if it is standalone, all as its parts if it is inline. */
    void addTo(Translation translation, Instance instance, String inlinePart) {
        for (int i = 0; i < peers.size(); i++) {
            Properties properties = new Properties().with("GroupId", owner);
            ports.entries().forEach(properties::with);
            peers.get(i).entries().forEach(properties::with);
            String type = type(egress ? "egress" : "ingress");
            if (inlinePart.isEmpty() && i == 0) {
                translation.add(instance, type, properties);
            } else {
                translation.addPart(instance, (inlinePart.isEmpty() ? "peer" : inlinePart) + "[" + i + "]", type,
                        properties);
            }
        }
    }
}
