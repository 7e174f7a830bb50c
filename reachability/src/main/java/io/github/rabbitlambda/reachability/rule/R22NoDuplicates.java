package io.github.rabbitlambda.reachability.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.rabbitlambda.reachability.network.Broker;
import io.github.rabbitlambda.reachability.network.EventSourceMapping;
import io.github.rabbitlambda.reachability.network.Subnet;
import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;

/** Whether the stacks of a mapping can be created as far as routes, associations and names of policies go. */
final class R22NoDuplicates {
    static final Rule RULE = new Rule("R22",
            "A route table has one route to a destination, a subnet one association with a route table, and the policies that SAM generates for the events of a function have different names.",
            "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html");
    private static final String TABLE = "RouteTableId";
    private static final String SUBNET = "SubnetId";
    private static final List<String> DESTINATIONS = List.of("DestinationCidrBlock", "DestinationIpv6CidrBlock",
            "DestinationPrefixListId");

    private final Deployment deployment;
    private final Report report;

    R22NoDuplicates(Deployment deployment, Report report) {
        this.deployment = deployment;
        this.report = report;
    }

    /** Checks the templates of a broker and its subnets, and of the mapping. */
    void check(Broker broker, Optional<EventSourceMapping> mapping) {
        Set<Template> templates = Stream.concat(
                Stream.concat(Stream.of(broker.resource()), mapping.stream().map(EventSourceMapping::resource)),
                broker.subnets().stream().map(Subnet::resource).flatMap(Optional::stream))
                .map(ResolvedResource::template).collect(Collectors.toSet());
        List<ResolvedResource> routes = in(templates, "AWS::EC2::Route");
        DESTINATIONS.forEach(destination -> require(routes, List.of(TABLE, destination),
                pair -> twoRoutes(pair, destination)));
        require(in(templates, "AWS::EC2::SubnetRouteTableAssociation"), List.of(SUBNET),
                R22NoDuplicates::twoAssociations);
        mapping.flatMap(EventSourceMapping::role).filter(role -> role.declared().isGenerated())
                .ifPresent(this::policies);
    }

    private List<ResolvedResource> in(Set<Template> templates, String type) {
        return deployment.ofType(type).stream().filter(resource -> templates.contains(resource.template())).toList();
    }

    private void require(List<ResolvedResource> resources, List<String> properties,
            Function<Duplicates.Pair, Failure> failure) {
        Duplicates duplicates = new Duplicates(properties);
        resources.forEach(duplicates::add);
        duplicates.compared().pairs().forEach(pair -> report.require(RULE, pair.same().not(),
                "whether `" + pair.first().id() + "` and `" + pair.second().id() + "` differ",
                () -> failure.apply(pair)));
        List<String> unseen = duplicates.takenToDiffer().stream().map(resource -> "`" + resource.id() + "`").toList();
        if (!unseen.isEmpty()) {
            report.assume(RULE, String.join(", ", unseen) + ", of which " + String.join(" or ", properties)
                    + " can't be seen, have none that another resource has.");
        }
    }

    private static Failure twoRoutes(Duplicates.Pair pair, String destination) {
        return Failure.of("Route `" + pair.second().id() + "` cannot be created: route table "
                + pair.first().get(TABLE).show() + " has another route, `" + pair.first().id() + "`, for the same "
                + destination + " " + pair.first().get(destination).show() + ". Remove one of the two routes.");
    }

    private static Failure twoAssociations(Duplicates.Pair pair) {
        return Failure.of("Association `" + pair.second().id() + "` cannot be created: subnet "
                + pair.first().get(SUBNET).show() + " has a route table by association `" + pair.first().id()
                + "` already. Remove one of the two associations.");
    }

    private void policies(ResolvedResource role) {
        List<String> names = new ArrayList<>();
        role.items("Policies").forEach(policy -> policy.asFields().get("PolicyName").asText().ifPresent(names::add));
        List<String> twice = names.stream().filter(name -> names.indexOf(name) != names.lastIndexOf(name)).distinct()
                .toList();
        if (!twice.isEmpty()) {
            report.fail(RULE, Failure.of("Role `" + role.id() + "` cannot be created: SAM generates two policies named "
                    + twice.getFirst()
                    + " for the MQ events of the function. Set DynamicPolicyName to true on each of these events."));
        }
    }
}
