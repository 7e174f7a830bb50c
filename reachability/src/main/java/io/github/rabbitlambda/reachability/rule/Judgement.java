package io.github.rabbitlambda.reachability.rule;

import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.network.Broker;
import io.github.rabbitlambda.reachability.network.Engine;
import io.github.rabbitlambda.reachability.network.EventSourceMapping;
import io.github.rabbitlambda.reachability.network.Hop;
import io.github.rabbitlambda.reachability.network.MappingInterfaces;
import io.github.rabbitlambda.reachability.network.Path;
import io.github.rabbitlambda.reachability.network.SecurityGroups;
import io.github.rabbitlambda.reachability.network.Subnet;
import io.github.rabbitlambda.reachability.network.Vpc;
import io.github.rabbitlambda.reachability.rule.Report.Failure;
import io.github.rabbitlambda.reachability.template.Resource;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;
import io.github.rabbitlambda.reachability.verdict.Finding;
import io.github.rabbitlambda.reachability.verdict.Finding.Level;
import io.github.rabbitlambda.reachability.verdict.Verdict;

/** Judges one mapping, or one broker that has none yet, under one scenario. */
public final class Judgement {
    private static final List<String> NETWORK_RULES = List.of("R8", "R9", "R10", "R11", "R12", "R13", "R15");

    private final Deployment deployment;
    private final Report report = new Report();
    private List<Path> paths = List.of();

    Judgement(Deployment deployment) {
        this.deployment = deployment;
    }

    Report report() {
        return report;
    }

    List<Path> paths() {
        return paths;
    }

    void ofMapping(EventSourceMapping mapping) {
        Optional<ResolvedResource> broker = mapping.broker();
        if (rewritten(mapping.resource().declared())
                || broker.filter(resource -> rewritten(resource.declared())).isPresent()) {
            return;
        }
        if (broker.isEmpty()) {
            unseenBroker(mapping);
            return;
        }
        report.require("R1", broker.get().present(), "whether broker `" + broker.get().id() + "` is made",
                () -> Failure.of(""));
        brokerId(mapping);
        Optional<Value> role = mapping.role().map(resource -> resource.arn());
        judge(new Broker(broker.get(), deployment), mapping.subject(), Optional.of(mapping), role);
    }

    void ofBroker(ResolvedResource broker) {
        if (!rewritten(broker.declared())) {
            judge(new Broker(broker, deployment), "A mapping on broker `" + broker.id() + "`", Optional.empty(),
                    Optional.empty());
        }
    }

    private boolean rewritten(Resource resource) {
        for (String rewrite : resource.template().rewrites()) {
            report.unknown("R1", "what the template says at deployment",
                    UnknownReason.of(rewrite + " in " + resource.template().name() + ",",
                            "check the template that is really deployed"));
        }
        return !resource.template().rewrites().isEmpty();
    }

    private void unseenBroker(EventSourceMapping mapping) {
        UnknownReason reason = mapping.source().unknownReason();
        report.unknown("R1", "the broker of `" + mapping.id() + "`",
                new UnknownReason("EventSourceArn, " + reason.what() + ",",
                        "check it with the template that declares the broker, or write it as Fn::GetAtt of the broker",
                        reason.openParameters()));
    }

    private void brokerId(EventSourceMapping mapping) {
        if (mapping.source() instanceof Value.Reference(Resource resource, String attribute)
                && !attribute.equals("Arn")) {
            report.fail("R1", new Failure(
                    mapping.subject() + " cannot be created: its EventSourceArn is the id of broker `" + resource.id()
                            + "`, and it takes the ARN. Write Fn::GetAtt " + resource.id() + ".Arn.",
                    new Repair(mapping.resource().template(), "Give " + mapping.id() + " the ARN of its broker")
                            .set(mapping.resource(), "EventSourceArn",
                                    Tree.mapping("Fn::GetAtt", List.of(resource.id(), "Arn")))
                            .done()));
        }
    }

    private void judge(Broker broker, String subject, Optional<EventSourceMapping> mapping, Optional<Value> role) {
        Optional<Engine> engine = broker.engine();
        if (engine.isEmpty()) {
            report.unknown("R7", "EngineType of `" + broker.id() + "`",
                    broker.resource().get("EngineType").unknownReason());
            return;
        }
        new BrokerShape(broker, engine.get(), mapping.isPresent(), deployment, report).check();
        Value secret = mapping.map(EventSourceMapping::secretArn).orElse(Value.MISSING);
        EndpointPolicy policy = new EndpointPolicy(deployment, subject, role, secret, report);
        network(broker, engine.get(), subject, policy);
        mapping.ifPresent(found -> {
            new RoleCheck(deployment, found, broker, report).check();
            report.soften(
                    found.role()
                            .flatMap(resource -> new Unmodelled(deployment)
                                    .hands(List.of(resource.ref(), resource.arn()))),
                    List.of("R16"));
            new SecretCheck(deployment, found, broker, report).check();
            new MappingShape(found, broker, engine.get(), report).check();
            new Order(deployment, found, broker, report).check();
        });
    }

    private void network(Broker broker, Engine engine, String subject, EndpointPolicy policy) {
        Answer open = broker.isPublic();
        if (open.isMaybe()) {
            report.unknown("R5", "PubliclyAccessible of `" + broker.id() + "`", open.reasons());
        } else if (open.isYes()) {
            paths = List.of(new Path("broker", List.of(new Hop(Hop.Kind.SERVICE, "Lambda", ""),
                    new Hop(Hop.Kind.BROKER, broker.id(), "public, " + engine.port()))));
            if (engine == Engine.ACTIVEMQ) {
                new PublicActiveMq(deployment, broker, subject, report).check();
            } else if (!broker.subnets().isEmpty() && !broker.groups().isEmpty()) {
                ifPrivate(broker, subject, policy);
            }
        } else {
            inside(broker, engine, subject, policy);
        }
    }

    // R2 has failed: which of the two ways out is taken decides whether the network matters.
    private void ifPrivate(Broker broker, String subject, EndpointPolicy policy) {
        Report inner = new Report();
        MappingInterfaces network = new MappingInterfaces(deployment, broker, Engine.RABBITMQ, broker.subnets(),
                broker.groups(), subject);
        new NetworkCheck(network, inner, policy.into(inner)).check();
        inner.findings().stream().filter(finding -> finding.level() == Level.FAILS).forEach(finding -> report
                .fail(finding.rule(), new Failure("If broker `" + broker.id() + "` is made private instead: "
                        + finding.sentence(), finding.fixes())));
    }

    private void inside(Broker broker, Engine engine, String subject, EndpointPolicy policy) {
        boolean subnets = !broker.subnets().isEmpty();
        boolean groups = !broker.groups().isEmpty();
        if (subnets && groups) {
            MappingInterfaces network = new MappingInterfaces(deployment, broker, engine, broker.subnets(),
                    broker.groups(), subject);
            paths = new NetworkCheck(network, report, policy).check();
            new Unmodelled(deployment).around(network.vpc())
                    .ifPresent(
                            reason -> report.unknown("R21", "names and packets in VPC " + network.vpcName(), reason));
            addedElsewhere(network.pieces());
            new AddressRoom(network, report).check();
        } else if (!subnets && !groups) {
            paths = new DefaultNetwork(deployment, broker, subject, report, policy).check(engine);
        } else {
            oneOnly(broker, subnets);
        }
    }

    private void addedElsewhere(List<Value> pieces) {
        Unmodelled unmodelled = new Unmodelled(deployment);
        report.soften(unmodelled.hands(pieces), NETWORK_RULES);
        if (report.fails(NETWORK_RULES)) {
            unmodelled.trusted(pieces).forEach(resource -> report.add("-", Level.NOTES,
                    "`" + resource.id() + "` is taken to add nothing to the network, as its Metadata says."));
        }
    }

    // Subnets and security groups must belong to the default VPC when only one is provided:
    // https://github.com/aws-controllers-k8s/community/issues/1517
    private void oneOnly(Broker broker, boolean subnets) {
        List<Value> vpcs = subnets
                ? broker.subnets().stream().map(Subnet::vpc).toList()
                : broker.groups().stream()
                        .map(group -> deployment.find(group, SecurityGroups.TYPE).map(resource -> resource.get("VpcId"))
                                .orElseGet(() -> new Value.Opaque("${VPC of " + group.show() + "}",
                                        group.unknownReason())))
                        .toList();
        String given = subnets ? "SubnetIds" : "SecurityGroups";
        String missing = subnets ? "SecurityGroups" : "SubnetIds";
        boolean custom = vpcs.stream().anyMatch(vpc -> deployment.find(vpc, Vpc.TYPE).isPresent());
        if (custom) {
            report.fail("R4",
                    Failure.of("Broker `" + broker.id() + "` cannot be created: it names " + given
                            + " of a VPC of its own but no " + missing
                            + ", and Amazon MQ takes one without the other only in the default VPC. Give it " + missing
                            + " of the same VPC."));
        } else {
            report.unknown("R4", "the network of `" + broker.id() + "`",
                    UnknownReason.of("the default VPC, whose " + missing + " the broker takes since it names none,",
                            "give the broker " + missing));
        }
    }

    /** The weight of what was found. */
    Verdict.Kind kind() {
        List<Level> levels = report.findings().stream().map(Finding::level).toList();
        return levels.contains(Level.FAILS)
                ? Verdict.Kind.FAILS
                : levels.contains(Level.UNKNOWN)
                        ? Verdict.Kind.UNKNOWN
                        : levels.contains(Level.ASSUMES) ? Verdict.Kind.CONNECTS_IF : Verdict.Kind.CONNECTS;
    }
}
