package io.github.rabbitlambda.constructs.network;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;
import software.constructs.IDependable;

/**
 * Subnets and security groups that exist. What the mapping needs of them, a rule from the group to itself on 5671 and a
 * way to STS, Secrets Manager and Lambda, is theirs already; nothing here changes it.
 */
public final class ExistingNetwork implements Network {
    private static final Port AMQPS = Port.tcp(5671);
    private static final Port HTTPS = Port.tcp(443);
    private final IVpc vpc;
    private final List<String> subnets;
    private final List<ISecurityGroup> groups;
    private final Stack stack;

    public ExistingNetwork(Stack stack, IVpc vpc, List<String> subnets, List<ISecurityGroup> groups) {
        this.stack = stack;
        this.vpc = vpc;
        this.subnets = List.copyOf(subnets);
        this.groups = List.copyOf(groups);
    }

    @Override
    public BrokerPlacement placement() {
        return new BrokerPlacement(false, subnets, groupIds(), resolved(subnets) + " " + resolved(groupIds()), Map.of(),
                List.of());
    }

    /** The number of a token changes with everything that is made before it, and would replace the broker. */
    private Set<String> resolved(List<String> ids) {
        return ids.stream().map(id -> stack.resolve(id).toString()).collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public ClientNetwork clientNetwork(String brokerId) {
        List<IDependable> connections = groups.stream().map(IDependable.class::cast).toList();
        return new ClientNetwork(subnets, groupIds(), List.of(), isOwned(), connections);
    }

    @Override
    public List<ISecurityGroup> operationsGroups(Construct scope) {
        SecurityGroup clients = SecurityGroup.Builder.create(scope, "OperationsGroup").vpc(vpc)
                .description("Functions that declare, publish and observe").build();
        // remote, so that the rule of a group of another stack is made in this one, and not that stack waits for this
        groups.forEach(group -> List.of(AMQPS, HTTPS)
                .forEach(port -> group.addIngressRule(clients, port, "functions that call the broker", true)));
        return List.of(clients);
    }

    /** Whether the VPC or a group was made in the stack of the broker, and not imported: its deletion deletes them. */
    private boolean isOwned() {
        return Stream.concat(Stream.of(vpc), groups.stream())
                .filter(resource -> resource instanceof Vpc || resource instanceof SecurityGroup)
                .anyMatch(made -> Stack.of(made).getNode().getAddr().equals(stack.getNode().getAddr()));
    }

    private List<String> groupIds() {
        return groups.stream().map(ISecurityGroup::getSecurityGroupId).toList();
    }
}
