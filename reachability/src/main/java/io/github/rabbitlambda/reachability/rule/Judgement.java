package io.github.rabbitlambda.reachability.rule;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.rabbitlambda.reachability.network.Broker;
import io.github.rabbitlambda.reachability.network.Engine;
import io.github.rabbitlambda.reachability.network.EventSourceMapping;
import io.github.rabbitlambda.reachability.network.Path;
import io.github.rabbitlambda.reachability.template.Resource;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.OpenChoice;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.Value;
import io.github.rabbitlambda.reachability.verdict.Finding;
import io.github.rabbitlambda.reachability.verdict.Finding.Level;
import io.github.rabbitlambda.reachability.verdict.Verdict;

/** Asks every rule about one mapping, or about one broker that has none yet, under one scenario. */
final class Judgement {
    private final Deployment deployment;
    private final Report report = new Report();
    private final R01EventSourceArn eventSource = new R01EventSourceArn(report);
    private List<Path> paths = List.of();

    Judgement(Deployment deployment) {
        this.deployment = deployment;
    }

    Report report() {
        return report;
    }

    Outcome outcome() {
        return new Outcome(kind(), report.findings(), paths);
    }

    /** Judges a mapping, or a broker without one; answers whether there is anything to judge. */
    boolean judge(ResolvedResource subject) {
        Answer present = subject.present();
        if (present.isMaybe()) {
            eventSource.mayNotBeMade(subject);
        } else if (present.isYes() && subject.type().equals(Resource.EVENT_SOURCE_MAPPING)) {
            EventSourceMapping mapping = new EventSourceMapping(subject, deployment);
            if (!mapping.mayReadBroker()) {
                return false;
            }
            judgeMapping(mapping);
        } else if (present.isYes()) {
            judgeBroker(subject);
        }
        return !present.isNo();
    }

    /** The outcome if there are too many cases to try. */
    static Outcome undecided(Set<OpenChoice> open) {
        Report report = new Report();
        new R01EventSourceArn(report).tooManyCases(open);
        return new Outcome(Verdict.Kind.UNKNOWN, report.findings(), List.of());
    }

    /** Records what was assumed to read the templates together. */
    void assume(Iterable<String> assumptions) {
        assumptions.forEach(assumption -> report.assume(R01EventSourceArn.RULE, assumption));
    }

    private void judgeMapping(EventSourceMapping mapping) {
        Optional<ResolvedResource> broker = mapping.broker();
        if (!eventSource.isAsWritten(mapping.resource().declared())
                || !broker.map(found -> eventSource.isAsWritten(found.declared())).orElse(true)) {
            return;
        }
        if (broker.isEmpty()) {
            eventSource.unseenBroker(mapping);
            judge(mapping, Optional.empty(), Optional.empty());
            return;
        }
        eventSource.requireBroker(mapping, broker.get());
        judge(new Broker(broker.get(), deployment), mapping.subject(), Optional.of(mapping));
    }

    private void judgeBroker(ResolvedResource broker) {
        if (eventSource.isAsWritten(broker.declared())) {
            judge(new Broker(broker, deployment), "A mapping on broker `" + broker.id() + "`", Optional.empty());
        }
    }

    private void judge(Broker broker, String subject, Optional<EventSourceMapping> mapping) {
        Optional<Engine> engine = new R07BrokerPort(broker, report).engine();
        if (engine.isEmpty()) {
            mapping.ifPresent(found -> judge(found, Optional.empty(), engine));
            return;
        }
        judgeBroker(broker, engine.get(), mapping.isPresent());
        new R22NoDuplicates(deployment, report).check(broker, mapping);
        Optional<Value> role = mapping.flatMap(EventSourceMapping::role).map(ResolvedResource::arn);
        Value secret = mapping.map(EventSourceMapping::secretArn).orElse(Value.MISSING);
        R14EndpointPolicy policy = new R14EndpointPolicy(deployment, subject, role, secret, report);
        paths = new BrokerAccess(deployment, broker, subject, report, policy).check(engine.get());
        mapping.ifPresent(found -> {
            judge(found, Optional.of(broker), engine);
            deployment.readForWarning(() -> new R20CreationOrder(deployment, found, broker, report).check());
        });
    }

    private void judgeBroker(Broker broker, Engine engine, boolean mapped) {
        new R02PublicBrokerGroups(broker, report).check(engine);
        new R03DeploymentMode(broker, engine, report).check();
        if (engine == Engine.RABBITMQ) {
            new R23BrokerVersion(broker, report).check();
        }
        new LoginStrategy(broker, mapped).require(R18MappingLimits.RULE, report);
        if (engine == Engine.ACTIVEMQ || broker.isPublic().isNo()) {
            new R04OneVpc(deployment, broker, report).check();
        }
    }

    /** Judges the mapping itself: what is certain about it doesn't depend on whether its broker can be seen. */
    private void judge(EventSourceMapping mapping, Optional<Broker> broker, Optional<Engine> engine) {
        new R16RolePermissions(deployment, mapping, broker, report).check();
        report.soften(mapping.role().flatMap(
                role -> new UncheckedChanges(deployment).to(List.of(role.ref(), role.arn()))),
                List.of(R16RolePermissions.RULE));
        new R17SecretOfBrokerUser(deployment, mapping, broker, report).check();
        new R18MappingLimits(mapping, engine, report).check();
        eventSource.noteIfDisabled(mapping);
    }

    private Verdict.Kind kind() {
        List<Level> levels = report.findings().stream().map(Finding::level).toList();
        if (levels.contains(Level.FAILS)) {
            return Verdict.Kind.FAILS;
        }
        if (levels.contains(Level.UNKNOWN)) {
            return Verdict.Kind.UNKNOWN;
        }
        return levels.contains(Level.ASSUMES) ? Verdict.Kind.CONNECTS_IF : Verdict.Kind.CONNECTS;
    }
}
