package io.github.rabbitlambda.reachability.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.rabbitlambda.reachability.network.Broker;
import io.github.rabbitlambda.reachability.network.Direction;
import io.github.rabbitlambda.reachability.network.Endpoint;
import io.github.rabbitlambda.reachability.network.Engine;
import io.github.rabbitlambda.reachability.network.Hop;
import io.github.rabbitlambda.reachability.network.Path;
import io.github.rabbitlambda.reachability.network.SecurityGroups;
import io.github.rabbitlambda.reachability.network.Service;
import io.github.rabbitlambda.reachability.template.Resource;
import io.github.rabbitlambda.reachability.value.AddressRange;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

/**
 * A broker without subnets and groups is in the default VPC with its default group. The check can follow that only if the
 * endpoints take their VPC and groups from a custom resource that reads this broker.
 */
final class DefaultNetwork {
    private static final AddressRange DEFAULT_VPC = AddressRange.parse("172.31.0.0/16").orElseThrow();

    private final Deployment deployment;
    private final Broker broker;
    private final String subject;
    private final Report report;
    private final R14EndpointPolicy policy;

    DefaultNetwork(Deployment deployment, Broker broker, String subject, Report report, R14EndpointPolicy policy) {
        this.deployment = deployment;
        this.broker = broker;
        this.subject = subject;
        this.report = report;
        this.policy = policy;
    }

    List<Path> check(Engine engine) {
        List<Path> paths = new ArrayList<>();
        for (Service service : Service.values()) {
            List<Endpoint> endpoints = Endpoint.all(deployment).stream().filter(endpoint -> serves(endpoint, service))
                    .toList();
            if (endpoints.isEmpty()) {
                unknown(service);
            } else {
                endpoints.forEach(endpoint -> policy.require(endpoint, service));
                endpoints.forEach(endpoint -> endpoint.serves(service).assumptions()
                        .forEach(assumption -> report.assume(R11ServiceRoute.RULE, assumption)));
                paths.add(path(service.title(), new Hop(Hop.Kind.ENDPOINT, endpoints.getFirst().id(), ""),
                        new Hop(Hop.Kind.SERVICE, service.title(), "")));
            }
        }
        if (paths.size() == Service.values().length) {
            assume();
        }
        paths.addFirst(path("broker", new Hop(Hop.Kind.BROKER, broker.id(), "" + engine.port())));
        return paths;
    }

    private void unknown(Service service) {
        report.unknown(R04OneVpc.RULE, "the route to " + service.title(), UnknownReason.of(
                "the default VPC, where broker `" + broker.id()
                        + "` is since it names neither subnets nor security groups,",
                "give the broker SubnetIds and SecurityGroups, or add an interface endpoint whose VPC and groups a custom resource reads from the broker"));
    }

    private static Path path(String target, Hop... onward) {
        List<Hop> hops = new ArrayList<>(List.of(new Hop(Hop.Kind.INTERFACE, "the default VPC", ""),
                new Hop(Hop.Kind.GROUP, "default", "lets itself in, and everything out")));
        hops.addAll(List.of(onward));
        return new Path(target, hops);
    }

    private void assume() {
        List.of("the account has a default VPC in the Region",
                "the default security group of the default VPC is unmodified: it lets itself in and everything out",
                "DNS support and DNS hostnames are on in the default VPC",
                "the subnets of the default VPC have the default network ACL")
                .forEach(assumption -> report.assume(R04OneVpc.RULE, subject + ": " + assumption + "."));
    }

    private boolean serves(Endpoint endpoint, Service service) {
        boolean named = Answer
                .all(List.of(endpoint.resource().present(), endpoint.serves(service), endpoint.isInterface(),
                        endpoint.privateDns()))
                .isYes();
        List<Value> groups = endpoint.resource().items("SecurityGroupIds");
        return named && readsBroker(endpoint.resource().get("VpcId"))
                && (groups.isEmpty() || groups.stream().anyMatch(this::letsIn));
    }

    private boolean letsIn(Value group) {
        if (readsBroker(group)) {
            return true;
        }
        return deployment.find(group, SecurityGroups.TYPE).filter(resource -> readsBroker(resource.get("VpcId")))
                .isPresent()
                && new SecurityGroups(deployment).rules(group, Direction.INGRESS).stream()
                        .anyMatch(rule -> rule.applies().isYes() && rule.admits(R10HttpsEgress.HTTPS).isYes()
                                && (readsBroker(rule.fields().get("CidrIp"))
                                        || readsBroker(rule.fields().get("SourceSecurityGroupId"))
                                        || rule.block().filter(block -> block.contains(DEFAULT_VPC)).isPresent()));
    }

    /** Whether a value is an attribute of a custom resource that reads this broker, by itself or through another. */
    private boolean readsBroker(Value value) {
        return value.references().stream().anyMatch(reference -> reads(reference.resource(), new HashSet<>()));
    }

    private boolean reads(Resource resource, Set<Resource> seen) {
        return resource.isCustom() && seen.add(resource)
                && deployment.resolved(resource).properties().references().stream()
                        .anyMatch(inner -> inner.resource().equals(broker.resource().declared())
                                || reads(inner.resource(), seen));
    }
}
