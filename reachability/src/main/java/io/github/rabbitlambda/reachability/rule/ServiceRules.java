package io.github.rabbitlambda.reachability.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.network.Broker;
import io.github.rabbitlambda.reachability.network.Endpoint;
import io.github.rabbitlambda.reachability.network.Hop;
import io.github.rabbitlambda.reachability.network.MappingInterfaces;
import io.github.rabbitlambda.reachability.network.NatRoute;
import io.github.rabbitlambda.reachability.network.Path;
import io.github.rabbitlambda.reachability.network.Service;
import io.github.rabbitlambda.reachability.network.Subnet;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.UnknownReason;

/** Asks R11, R12, R14 and, for NAT, R10 about one service: first which endpoint takes the service's name, then NAT. */
final class ServiceRules {
    private final MappingInterfaces interfaces;
    private final Service service;
    private final Report report;
    private final R10HttpsEgress egress;
    private final List<EndpointUse> uses = new ArrayList<>();
    private final R11ServiceRoute route;
    private final R12PrivateDns privateDns;
    private final R14EndpointPolicy policy;
    private List<NatRoute> withoutRoute = List.of();

    ServiceRules(MappingInterfaces interfaces, Service service, Report report, R14EndpointPolicy policy) {
        this.interfaces = interfaces;
        this.service = service;
        this.report = report;
        this.egress = new R10HttpsEgress(interfaces, report);
        this.route = new R11ServiceRoute(interfaces, service, report);
        this.privateDns = new R12PrivateDns(interfaces, service, report);
        this.policy = policy;
    }

    /** The endpoints that take the service's name, or would if their private DNS were on. */
    List<EndpointUse> uses() {
        return uses;
    }

    R11ServiceRoute route() {
        return route;
    }

    /** The routes that lead nowhere, for a service that has neither an endpoint nor NAT. */
    List<NatRoute> withoutRoute() {
        return withoutRoute;
    }

    /** What is used to reach the service, for the rules about all services together. */
    record Connection(Optional<Endpoint> endpoint, List<NatRoute> natRoutes, List<Path> paths) {}

    /** Empty where there is no route, or none that can be seen. */
    Optional<Connection> check() {
        if (!privateDns.isDecidedByEndpoints()) {
            return Optional.empty();
        }
        List<Endpoint> certain = new ArrayList<>();
        List<UnknownReason> reasons = new ArrayList<>();
        for (Endpoint endpoint : Endpoint.all(interfaces.deployment())) {
            Answer captures = endpoint.captures(service, interfaces.vpc());
            reasons.addAll(captures.reasons());
            if (captures.isYes()) {
                captures.assumptions().forEach(assumption -> report.assume(R11ServiceRoute.RULE, assumption));
                certain.add(endpoint);
            }
        }
        if (!certain.isEmpty()) {
            return Optional.of(byEndpoints(certain));
        }
        if (!reasons.isEmpty()) {
            route.unknown(reasons);
            return Optional.empty();
        }
        return byNat(NatRoute.all(interfaces));
    }

    private Connection byEndpoints(List<Endpoint> endpoints) {
        privateDns.requireOne(endpoints);
        endpoints.forEach(this::through);
        Endpoint first = endpoints.getFirst();
        return new Connection(Optional.of(first), List.of(), List.of(path(first)));
    }

    private void through(Endpoint endpoint) {
        route.requireEndpoint(endpoint);
        uses.add(new EndpointUse(service, endpoint));
        policy.require(endpoint, service);
    }

    private Path path(Endpoint endpoint) {
        return new Path(service.title(),
                List.of(new Hop(Hop.Kind.INTERFACE, Subnet.show(interfaces.subnets()), ""), groupOut(),
                        new Hop(Hop.Kind.GROUP, Broker.groupNames(endpoint.groups()), "in on 443"),
                        new Hop(Hop.Kind.ENDPOINT, endpoint.id(), "in " + Subnet.show(endpoint.subnets())),
                        new Hop(Hop.Kind.SERVICE, service.title(), "")));
    }

    private Hop groupOut() {
        return new Hop(Hop.Kind.GROUP, interfaces.groupNames(), "out on 443");
    }

    private Optional<Connection> byNat(List<NatRoute> routes) {
        if (Answer.all(routes.stream().map(each -> each.result().answer()).toList()).isNo()) {
            if (interfaces.vpcResource().isPresent()) {
                withoutRoute(routes);
            } else {
                route.unknownEndpoints();
            }
            return Optional.empty();
        }
        route.requireNat(routes);
        egress.requireToInternet();
        return Optional.of(new Connection(Optional.empty(), routes, NatRoute.paths(routes, groupOut(), service)));
    }

    /** Reports the missing route, and what else the endpoint would need that the user is likely to repair. */
    private void withoutRoute(List<NatRoute> routes) {
        Optional<Endpoint> off = privateDns.switchedOff();
        if (off.isPresent()) {
            privateDns.failOff(off.get(), NatRoute.explanation(routes));
            through(off.get());
        } else {
            withoutRoute = routes;
        }
        route.inAnotherVpc().ifPresent(endpoint -> policy.require(endpoint, service));
    }
}
