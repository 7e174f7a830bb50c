package io.github.rabbitlambda.reachability;

import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.Broker.Engine;

/**
 * Where the mapping's interfaces of a private broker are: in the broker's subnets, with the broker's groups
 * (https://docs.aws.amazon.com/lambda/latest/dg/process-mq-messages-with-lambda.html).
 *
 * @param subject how sentences call the mapping
 */
record MappingInterfaces(Deployment deployment, Broker broker, Engine engine, List<Subnet> subnets, List<Value> groups, String subject) {

    Value vpc() {
        return subnets.getFirst().vpc();
    }

    Optional<ResolvedResource> vpcPart() {
        return deployment.find(vpc(), Vpc.TYPE);
    }

    String vpcName() {
        return vpcPart().map(ResolvedResource::id).orElseGet(() -> vpc().show().replaceAll("^\\$\\{(.*)}$", "$1"));
    }

    PossibleAddresses span() {
        return PossibleAddresses.of(subnets.stream().map(Subnet::span).toList());
    }

    String where() {
        return "the interfaces in " + Subnet.show(subnets);
    }

    String groupNames() {
        return Broker.groupNames(groups);
    }

    SecurityGroups securityGroups() {
        return new SecurityGroups(deployment);
    }

    /** What somebody would have to hold to add a way: the VPC, the subnets with their route tables, the groups. */
    List<Value> pieces() {
        List<Value> pieces = new java.util.ArrayList<>(groups);
        pieces.add(vpc());
        subnets.forEach(subnet -> {
            pieces.add(subnet.value());
            new Routes(deployment).tableOf(subnet).table().ifPresent(pieces::add);
        });
        return pieces;
    }

    Template template() {
        return broker.resource().template();
    }

    /** The first of the groups whose rules a fix can add to. */
    Value firstGroup() {
        return groups.getFirst();
    }
}
