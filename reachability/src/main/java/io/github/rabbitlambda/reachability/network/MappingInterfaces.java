package io.github.rabbitlambda.reachability.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.Value;

/**
 * Where the mapping's interfaces of a private broker are: in the broker's subnets, with the broker's groups
 * (https://docs.aws.amazon.com/lambda/latest/dg/process-mq-messages-with-lambda.html).
 *
 * @param subject how sentences call the mapping
 */
public record MappingInterfaces(Deployment deployment, Broker broker, Engine engine, List<Subnet> subnets,
        List<Value> groups, String subject) {

    public Value vpc() {
        return subnets.getFirst().vpc();
    }

    public Optional<ResolvedResource> vpcPart() {
        return deployment.find(vpc(), Vpc.TYPE);
    }

    public String vpcName() {
        return vpcPart().map(ResolvedResource::id).orElseGet(() -> vpc().show().replaceAll("^\\$\\{(.*)}$", "$1"));
    }

    public PossibleAddresses span() {
        return PossibleAddresses.of(subnets.stream().map(Subnet::span).toList());
    }

    public String where() {
        return "the interfaces in " + Subnet.show(subnets);
    }

    public String groupNames() {
        return Broker.groupNames(groups);
    }

    public SecurityGroups securityGroups() {
        return new SecurityGroups(deployment);
    }

    /** What somebody would have to hold to add a way: the VPC, the subnets with their route tables, the groups. */
    public List<Value> pieces() {
        List<Value> pieces = new ArrayList<>(groups);
        pieces.add(vpc());
        subnets.forEach(subnet -> {
            pieces.add(subnet.value());
            new Routes(deployment).tableOf(subnet).table().ifPresent(pieces::add);
        });
        return pieces;
    }

    public Template template() {
        return broker.resource().template();
    }

    /** The first of the groups whose rules a fix can add to. */
    public Value firstGroup() {
        return groups.getFirst();
    }
}
