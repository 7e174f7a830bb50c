package io.github.rabbitlambda.reachability.rule;

import java.util.List;

import io.github.rabbitlambda.reachability.network.Broker;
import io.github.rabbitlambda.reachability.network.Engine;
import io.github.rabbitlambda.reachability.network.Hop;
import io.github.rabbitlambda.reachability.network.MappingInterfaces;
import io.github.rabbitlambda.reachability.network.Path;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.Value;

/** Decides how a mapping reaches the broker, and asks the rules for it: public, in a VPC, or in the default VPC. */
final class BrokerAccess {
    private static final List<Rule> NETWORK_RULES = List.of(R08BrokerIngress.RULE, R09BrokerEgress.RULE,
            R10HttpsEgress.RULE, R11ServiceRoute.RULE, R12PrivateDns.RULE, R13EndpointIngress.RULE,
            R15NetworkAcls.RULE);

    private final Deployment deployment;
    private final Broker broker;
    private final String subject;
    private final Report report;
    private final R14EndpointPolicy policy;

    BrokerAccess(Deployment deployment, Broker broker, String subject, Report report, R14EndpointPolicy policy) {
        this.deployment = deployment;
        this.broker = broker;
        this.subject = subject;
        this.report = report;
        this.policy = policy;
    }

    /** The paths to the broker and to the services, as far as there are any. */
    List<Path> check(Engine engine) {
        Answer open = broker.isPublic();
        return switch (open.truth()) {
            case MAYBE -> {
                new R05PublicAccess(deployment, broker, subject, report).unknown(open.reasons());
                yield List.of();
            }
            case YES -> {
                fromOutside(engine);
                yield List.of(new Path("broker", List.of(new Hop(Hop.Kind.SERVICE, "Lambda", ""),
                        new Hop(Hop.Kind.BROKER, broker.id(), "public, " + engine.port()))));
            }
            case NO -> fromInside(engine);
        };
    }

    private void fromOutside(Engine engine) {
        switch (engine) {
            case ACTIVEMQ -> new R05PublicAccess(deployment, broker, subject, report).checkActiveMq();
            case RABBITMQ -> {
                if (!broker.subnets().isEmpty() && !broker.groups().isEmpty()) {
                    ifPrivate();
                }
            }
        }
    }

    // R2 has failed. Whether the network matters depends on which of its two repairs the user chooses.
    private void ifPrivate() {
        Report inner = new Report();
        new NetworkRules(interfaces(Engine.RABBITMQ), inner, policy.into(inner)).check();
        report.warnAlso("If broker `" + broker.id() + "` is made private instead: ", inner);
    }

    private List<Path> fromInside(Engine engine) {
        boolean subnets = !broker.subnets().isEmpty();
        boolean groups = !broker.groups().isEmpty();
        if (subnets && groups) {
            return inVpc(interfaces(engine));
        }
        if (!subnets && !groups) {
            return new DefaultNetwork(deployment, broker, subject, report, policy).check(engine);
        }
        new R04OneVpc(deployment, broker, report).onlyOneGiven(subnets);
        return List.of();
    }

    private List<Path> inVpc(MappingInterfaces interfaces) {
        List<Path> paths = new NetworkRules(interfaces, report, policy).check();
        new R21UnmodelledResources(interfaces, report).check();
        softenIfAddedElsewhere(interfaces.changeable());
        deployment.readForWarning(() -> new R19FreeAddresses(interfaces, report).check());
        return paths;
    }

    private void softenIfAddedElsewhere(List<Value> changeable) {
        UncheckedChanges changes = new UncheckedChanges(deployment);
        report.soften(changes.to(changeable), NETWORK_RULES);
        if (report.fails(NETWORK_RULES)) {
            changes.trusted(changeable).forEach(resource -> report.note("`" + resource.id()
                    + "` is taken to add nothing to the network, as its Metadata says."));
        }
    }

    private MappingInterfaces interfaces(Engine engine) {
        return new MappingInterfaces(deployment, broker, engine, broker.subnets(), broker.groups(), subject);
    }
}
