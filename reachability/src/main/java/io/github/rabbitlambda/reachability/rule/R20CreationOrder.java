package io.github.rabbitlambda.reachability.rule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.rabbitlambda.reachability.network.Broker;
import io.github.rabbitlambda.reachability.network.Endpoint;
import io.github.rabbitlambda.reachability.network.EventSourceMapping;
import io.github.rabbitlambda.reachability.network.RouteTableAssociation;
import io.github.rabbitlambda.reachability.network.Service;
import io.github.rabbitlambda.reachability.template.Resource;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;

/** Whether what the mapping needs is made before the mapping, and deleted after it. */
final class R20CreationOrder {
    static final Rule RULE = new Rule("R20",
            "Endpoints, rules, routes, the role's policy and a custom resource that makes the user are made before the mapping; a warning otherwise.",
            "https://github.com/cdklabs/cdk-amazonmq/blob/main/src/mq-esm/event-source-base.ts");
    private static final List<String> NETWORK = List.of("AWS::EC2::SecurityGroupIngress",
            "AWS::EC2::SecurityGroupEgress", "AWS::EC2::Route", "AWS::EC2::SubnetRouteTableAssociation");

    private final Deployment deployment;
    private final EventSourceMapping mapping;
    private final Broker broker;
    private final Report report;

    R20CreationOrder(Deployment deployment, EventSourceMapping mapping, Broker broker, Report report) {
        this.deployment = deployment;
        this.mapping = mapping;
        this.broker = broker;
        this.report = report;
    }

    void check() {
        Set<Resource> earlier = madeBefore(mapping.resource().declared());
        List<String> late = Stream
                .of(broker.isPublic().isNo() ? network() : Stream.<ResolvedResource>of(), policies(), makersOfUser())
                .flatMap(needed -> needed).filter(this::isInSameTemplate)
                .filter(needed -> !earlier.contains(needed.declared())).map(needed -> "`" + needed.id() + "`")
                .toList();
        if (!late.isEmpty()) {
            report.warn(RULE, mapping.subject() + " may be created before " + String.join(", ", late)
                    + ": add them to its DependsOn; until they exist Lambda can only retry, and on delete they should outlive the mapping's interfaces.");
        }
    }

    private Stream<ResolvedResource> network() {
        Stream<ResolvedResource> endpoints = Endpoint.all(deployment).stream()
                .filter(endpoint -> Stream.of(Service.values()).anyMatch(service -> endpoint.serves(service).isYes()))
                .map(Endpoint::resource);
        Stream<ResolvedResource> rulesAndRoutes = NETWORK.stream().flatMap(type -> deployment.ofType(type).stream())
                .filter(this::concernsBroker);
        return Stream.concat(endpoints, rulesAndRoutes);
    }

    private boolean concernsBroker(ResolvedResource resource) {
        List<String> keys = new ArrayList<>();
        broker.groups().forEach(group -> keys.add(group.key()));
        broker.subnets().forEach(subnet -> {
            keys.add(subnet.value().key());
            RouteTableAssociation.of(subnet.value(), deployment).table().ifPresent(table -> keys.add(table.key()));
        });
        return Stream.of("GroupId", "SubnetId", "RouteTableId")
                .anyMatch(property -> keys.contains(resource.get(property).key()));
    }

    private Stream<ResolvedResource> policies() {
        return mapping.role().stream().flatMap(role -> deployment.ofType("AWS::IAM::Policy").stream()
                .filter(policy -> policy.items("Roles").stream()
                        .anyMatch(name -> name.key().equals(role.ref().key()))));
    }

    private Stream<ResolvedResource> makersOfUser() {
        return deployment.customResources().stream().filter(custom -> custom.declared().isStatedToMakeUsers())
                .filter(custom -> custom.properties().references().stream()
                        .anyMatch(reference -> reference.key().equals(mapping.uri().key())));
    }

    private boolean isInSameTemplate(ResolvedResource resource) {
        return resource.template() == mapping.resource().template();
    }

    /** A resource and everything that CloudFormation makes before it, by references and DependsOn. */
    private Set<Resource> madeBefore(Resource start) {
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
