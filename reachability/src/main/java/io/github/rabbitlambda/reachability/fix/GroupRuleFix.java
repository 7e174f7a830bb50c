package io.github.rabbitlambda.reachability.fix;

import java.util.List;

import io.github.rabbitlambda.reachability.network.Direction;
import io.github.rabbitlambda.reachability.network.MappingInterfaces;
import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.verdict.Fix;

/** Adds a rule to the broker's group that lets its members reach each other on the broker's port. */
public final class GroupRuleFix {
    private GroupRuleFix() {}

    public static List<Fix> betweenMembers(MappingInterfaces interfaces, Direction direction) {
        return switch (direction) {
            case INGRESS -> betweenMembers(interfaces, "Ingress", "SourceSecurityGroupId");
            case EGRESS -> betweenMembers(interfaces, "Egress", "DestinationSecurityGroupId");
        };
    }

    private static List<Fix> betweenMembers(MappingInterfaces interfaces, String kind, String peer) {
        return Repair.firstPossible(interfaces.template(), interfaces.firstGroup(),
                template -> betweenMembers(interfaces, template, kind, peer));
    }

    private static Repair betweenMembers(MappingInterfaces interfaces, Template template, String kind, String peer) {
        int port = interfaces.engine().port();
        Repair repair = new Repair(template, "Add a SecurityGroup" + kind + " rule for tcp " + port
                + " between the members of " + interfaces.groupNames());
        Tree group = repair.expression(interfaces.firstGroup());
        return repair.resource(interfaces.broker().id() + "Self" + kind, "AWS::EC2::SecurityGroup" + kind,
                Tree.mapping("GroupId", group, "IpProtocol", "tcp", "FromPort", port, "ToPort", port, peer, group));
    }
}
