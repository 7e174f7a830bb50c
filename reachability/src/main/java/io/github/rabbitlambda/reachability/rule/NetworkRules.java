package io.github.rabbitlambda.reachability.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.rabbitlambda.reachability.network.Hop;
import io.github.rabbitlambda.reachability.network.MappingInterfaces;
import io.github.rabbitlambda.reachability.network.Path;
import io.github.rabbitlambda.reachability.network.Service;
import io.github.rabbitlambda.reachability.network.Subnet;
import io.github.rabbitlambda.reachability.verdict.BrokenHop;

/** Asks R6 and R8 to R15 about a private broker whose subnets and groups are given. */
final class NetworkRules {
    private final MappingInterfaces interfaces;
    private final Report report;
    private final R14EndpointPolicy policy;

    NetworkRules(MappingInterfaces interfaces, Report report, R14EndpointPolicy policy) {
        this.interfaces = interfaces;
        this.report = report;
        this.policy = policy;
    }

    /** The paths to the broker and to the services, as far as there are any. */
    List<Path> check() {
        new R08BrokerIngress(interfaces, report).check();
        new R09BrokerEgress(interfaces, report).check();
        List<Path> paths = new ArrayList<>(List.of(pathToBroker()));
        List<ServiceRules.Connection> connections = new ArrayList<>();
        List<ServiceRules> services = Stream.of(Service.values())
                .map(service -> new ServiceRules(interfaces, service, report, policy)).toList();
        services.forEach(service -> service.check().ifPresent(connections::add));
        requireRoutes(services);
        List<EndpointUse> uses = services.stream().flatMap(service -> service.uses().stream()).toList();
        new R10HttpsEgress(interfaces, report).requireToEndpoints(uses);
        new R13EndpointIngress(interfaces, report).require(uses);
        connections.forEach(connection -> paths.addAll(connection.paths()));
        new R06VpcDns(interfaces, report)
                .check(connections.stream().anyMatch(connection -> connection.endpoint().isPresent()));
        new R15NetworkAcls(interfaces, report).require(flows(connections));
        return paths;
    }

    private static void requireRoutes(List<ServiceRules> services) {
        List<ServiceRules> without = services.stream().filter(service -> !service.withoutRoute().isEmpty()).toList();
        if (!without.isEmpty()) {
            R11ServiceRoute.requireRoutes(without.stream().map(ServiceRules::route).toList(),
                    without.getFirst().withoutRoute());
        }
    }

    private Path pathToBroker() {
        int port = interfaces.engine().port();
        return new Path(BrokenHop.BROKER, List.of(new Hop(Hop.Kind.INTERFACE, Subnet.show(interfaces.subnets()), ""),
                new Hop(Hop.Kind.GROUP, interfaces.groupNames(), "out and in on " + port),
                new Hop(Hop.Kind.BROKER, interfaces.broker().id(), "" + port)));
    }

    private FlowLegs flows(List<ServiceRules.Connection> connections) {
        FlowLegs legs = new FlowLegs();
        for (Subnet from : interfaces.subnets()) {
            interfaces.subnets().forEach(to -> legs.between(from, to, interfaces.engine().port(), BrokenHop.BROKER));
            connections.forEach(connection -> addFlows(legs, from, connection));
        }
        return legs;
    }

    private static void addFlows(FlowLegs legs, Subnet from, ServiceRules.Connection connection) {
        String target = connection.paths().getFirst().target();
        connection.endpoint().ifPresent(
                endpoint -> endpoint.subnets().forEach(to -> legs.between(from, to, R10HttpsEgress.HTTPS, target)));
        connection.natRoutes().stream().filter(route -> route.from().equals(from))
                .flatMap(route -> route.gatewaySubnets().stream()).forEach(nat -> legs.throughNat(from, nat, target));
    }
}
