package io.github.rabbitlambda.reachability.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.Value;

/**
 * The network interfaces that Lambda makes for a mapping on a private broker: in the broker's subnets, with the broker's
 * groups (https://docs.aws.amazon.com/lambda/latest/dg/process-mq-messages-with-lambda.html).
 *
 * @param subject how sentences call the mapping
 */
public record MappingInterfaces(Deployment deployment, Broker broker, Engine engine, List<Subnet> subnets,
        List<Value> groups, String subject) {

    public Value vpc() {
        return subnets.getFirst().vpc();
    }

    public Optional<ResolvedResource> vpcResource() {
        return deployment.find(vpc(), Vpc.TYPE);
    }

    /** What follows the word VPC: an id, or "of" a subnet where nothing else is known. */
    public String vpcName() {
        return vpcResource().map(ResolvedResource::id)
                .orElseGet(() -> vpc().show().replaceAll("^\\$\\{(?:VPC )?(.*)}$", "$1"));
    }

    public PossibleAddresses addresses() {
        return PossibleAddresses.union(subnets.stream().map(Subnet::addresses).toList());
    }

    public String where() {
        return "the interfaces in " + Subnet.show(subnets);
    }

    /** The start of the sentence that no route leads to some services. */
    public String noRouteTo(List<Service> services) {
        return subject + " cannot " + Service.purposes(services) + ": " + where() + " have no route to "
                + TextList.and(services.stream().map(Service::title).toList()) + ": ";
    }

    public String groupNames() {
        return Broker.groupNames(groups);
    }

    public SecurityGroups securityGroups() {
        return new SecurityGroups(deployment);
    }

    /** The resources to which routes and rules belong: the VPC, the subnets with their route tables, the groups. */
    public List<Value> changeable() {
        List<Value> changeable = new ArrayList<>(groups);
        changeable.add(vpc());
        subnets.forEach(subnet -> {
            changeable.add(subnet.value());
            RouteTableAssociation.of(subnet.value(), deployment).table().ifPresent(changeable::add);
        });
        return changeable;
    }

    public Template template() {
        return broker.resource().template();
    }

    /** The first of the groups whose rules a fix can add to. */
    public Value firstGroup() {
        return groups.getFirst();
    }
}
