package io.github.rabbitlambda.reachability.rule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.rabbitlambda.reachability.network.Broker;
import io.github.rabbitlambda.reachability.network.Endpoint;
import io.github.rabbitlambda.reachability.network.EventSourceMapping;
import io.github.rabbitlambda.reachability.network.Routes;
import io.github.rabbitlambda.reachability.network.Service;
import io.github.rabbitlambda.reachability.template.Resource;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.verdict.Finding.Level;

/** R20: whether what the mapping needs is made before it, and outlives its interfaces. */
final class Order {
    private static final List<String> NETWORK = List.of("AWS::EC2::SecurityGroupIngress",
            "AWS::EC2::SecurityGroupEgress", "AWS::EC2::Route",
            "AWS::EC2::SubnetRouteTableAssociation");

    private final Deployment deployment;
    private final EventSourceMapping mapping;
    private final Broker broker;
    private final Report report;

    Order(Deployment deployment, EventSourceMapping mapping, Broker broker, Report report) {
        this.deployment = deployment;
        this.mapping = mapping;
        this.broker = broker;
        this.report = report;
    }

    void check() {
        Set<Resource> before = earlier(mapping.resource().declared());
        List<String> late = new ArrayList<>();
        if (broker.isPublic().isNo()) {
            Endpoint.all(deployment).stream()
                    .filter(endpoint -> List.of(Service.values()).stream()
                            .anyMatch(service -> endpoint.serves(service).isYes()))
                    .map(Endpoint::resource).forEach(resource -> note(resource, before, late));
            NETWORK.stream().flatMap(type -> deployment.ofType(type).stream()).filter(this::concernsBroker)
                    .forEach(resource -> note(resource, before, late));
        }
        mapping.role().ifPresent(role -> deployment.ofType("AWS::IAM::Policy").stream()
                .filter(policy -> policy.items("Roles").stream().anyMatch(name -> name.key().equals(role.ref().key())))
                .forEach(resource -> note(resource, before, late)));
        if (!late.isEmpty()) {
            report.add("R20", Level.WARNS, mapping.subject() + " may be created before " + String.join(", ", late)
                    + ": add them to its DependsOn; until they exist Lambda can only retry, and on delete they should outlive the mapping's interfaces.");
        }
    }

    private void note(ResolvedResource resource, Set<Resource> before, List<String> late) {
        if (resource.template() == mapping.resource().template() && !before.contains(resource.declared())) {
            late.add("`" + resource.id() + "`");
        }
    }

    private boolean concernsBroker(ResolvedResource resource) {
        List<String> keys = new ArrayList<>();
        broker.groups().forEach(group -> keys.add(group.key()));
        broker.subnets().forEach(subnet -> {
            keys.add(subnet.value().key());
            new Routes(deployment).tableOf(subnet).table().ifPresent(table -> keys.add(table.key()));
        });
        return List.of("GroupId", "SubnetId", "RouteTableId").stream()
                .anyMatch(property -> keys.contains(resource.get(property).key()));
    }

    /** Everything that CloudFormation makes before a resource, by references and DependsOn. */
    private Set<Resource> earlier(Resource start) {
        Set<Resource> seen = new HashSet<>();
        Deque<Resource> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            Resource next = open.pop();
            if (seen.add(next)) {
                deployment.resolved(next).properties().references()
                        .forEach(reference -> open.push(reference.resource()));
                next.dependsOn().stream().filter(next.template().resources()::containsKey)
                        .map(next.template().resources()::get).forEach(open::push);
            }
        }
        return seen;
    }
}
