package io.github.rabbitlambda.reachability.rule;

import java.util.ArrayList;
import java.util.List;

import io.github.rabbitlambda.reachability.network.Hop;
import io.github.rabbitlambda.reachability.network.MappingInterfaces;
import io.github.rabbitlambda.reachability.network.Path;
import io.github.rabbitlambda.reachability.network.Service;
import io.github.rabbitlambda.reachability.network.Subnet;

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
        for (Service service : Service.values()) {
            new ServiceRules(interfaces, service, report, policy).check().ifPresent(connections::add);
        }
        connections.forEach(connection -> paths.addAll(connection.paths()));
        new R06VpcDns(interfaces, report)
                .check(connections.stream().anyMatch(connection -> connection.endpoint().isPresent()));
        R15NetworkAcls acls = new R15NetworkAcls(interfaces, report);
        flows(connections).all().forEach(acls::require);
        return paths;
    }

    private Path pathToBroker() {
        int port = interfaces.engine().port();
        return new Path("broker", List.of(new Hop(Hop.Kind.INTERFACE, Subnet.show(interfaces.subnets()), ""),
                new Hop(Hop.Kind.GROUP, interfaces.groupNames(), "out and in on " + port),
                new Hop(Hop.Kind.BROKER, interfaces.broker().id(), "" + port)));
    }

    private FlowLegs flows(List<ServiceRules.Connection> connections) {
        FlowLegs legs = new FlowLegs();
        for (Subnet from : interfaces.subnets()) {
            interfaces.subnets().forEach(to -> legs.between(from, to, interfaces.engine().port()));
            connections.forEach(connection -> addFlows(legs, from, connection));
        }
        return legs;
    }

    private static void addFlows(FlowLegs legs, Subnet from, ServiceRules.Connection connection) {
        connection.endpoint().ifPresent(
                endpoint -> endpoint.subnets().forEach(to -> legs.between(from, to, R10HttpsEgress.HTTPS)));
        connection.natRoutes().stream().filter(route -> route.from().equals(from))
                .flatMap(route -> route.gatewaySubnets().stream()).forEach(nat -> legs.throughNat(from, nat));
    }
}
