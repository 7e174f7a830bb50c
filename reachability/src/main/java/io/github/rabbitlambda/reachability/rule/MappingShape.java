package io.github.rabbitlambda.reachability.rule;

import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.network.Broker;
import io.github.rabbitlambda.reachability.network.Engine;
import io.github.rabbitlambda.reachability.network.EventSourceMapping;
import io.github.rabbitlambda.reachability.rule.Report.Failure;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;
import io.github.rabbitlambda.reachability.verdict.Finding.Level;
import io.github.rabbitlambda.reachability.verdict.Fix;

/** R18: the limits of a mapping on Amazon MQ (https://docs.aws.amazon.com/lambda/latest/dg/services-mq-params.html). */
final class MappingShape {
    private static final int LONGEST_FUNCTION = 14 * 60;

    private final EventSourceMapping mapping;
    private final Broker broker;
    private final Engine engine;
    private final Report report;

    MappingShape(EventSourceMapping mapping, Broker broker, Engine engine, Report report) {
        this.mapping = mapping;
        this.broker = broker;
        this.engine = engine;
        this.report = report;
    }

    void check() {
        configurations();
        queues();
        between("BatchSize", 1, 10_000, mapping.resource());
        between("MaximumBatchingWindowInSeconds", 0, 300, mapping.resource());
        mapping.function().ifPresent(function -> between("Timeout", 1, LONGEST_FUNCTION, function));
        if (mapping.resource().flag("Enabled", true).isNo()) {
            report.add("R1", Level.NOTES, mapping.subject() + " is disabled: it reads nothing until Enabled is true.");
        }
    }

    private void configurations() {
        List<Value> all = mapping.resource().items("SourceAccessConfigurations");
        Optional<Value> hidden = all.stream()
                .filter(item -> !(item instanceof Value.Fields fields && fields.get("Type") instanceof Value.Text))
                .findFirst();
        if (hidden.isPresent()) {
            report.unknown("R18", "SourceAccessConfigurations of `" + mapping.id() + "`", hidden.get().unknownReason());
            return;
        }
        int basic = mapping.configurations("BASIC_AUTH").size();
        int hosts = mapping.configurations("VIRTUAL_HOST").size();
        if (basic != 1) {
            report.fail("R18", new Failure(mapping.subject() + " cannot be created: SourceAccessConfigurations holds "
                    + basic
                    + " entries of type BASIC_AUTH, and Amazon MQ takes exactly one, the ARN of a secret. Give it one BASIC_AUTH entry.",
                    credentials(basic)));
        }
        if (hosts > 1 || hosts == 1 && engine == Engine.ACTIVEMQ) {
            report.fail("R18", Failure.of(mapping.subject() + " cannot be created: it has " + hosts
                    + " entries of type VIRTUAL_HOST, and "
                    + (engine == Engine.ACTIVEMQ ? "ActiveMQ has no virtual hosts" : "RabbitMQ takes at most one")
                    + ". Remove what is too much."));
        }
        if (basic + hosts < all.size()) {
            report.fail("R18", Failure.of(mapping.subject()
                    + " cannot be created: SourceAccessConfigurations holds a type other than BASIC_AUTH and VIRTUAL_HOST,"
                    + " which Amazon MQ does not take. Remove it."));
        }
    }

    private List<Fix> credentials(int given) {
        List<ResolvedResource> secrets = mapping.deployment().ofType("AWS::SecretsManager::Secret");
        if (given != 0 || secrets.size() != 1) {
            return List.of();
        }
        Repair repair = new Repair(mapping.resource().template(), "Give " + mapping.id() + " its credentials");
        return repair.append(mapping.resource(),
                Tree.mapping("Type", "BASIC_AUTH", "URI", repair.expression(secrets.getFirst().ref())),
                "Properties", "SourceAccessConfigurations").done();
    }

    private void queues() {
        Value queues = mapping.resource().get("Queues");
        if (queues instanceof Value.Opaque(String name, UnknownReason reason)) {
            report.unknown("R18", "Queues of `" + mapping.id() + "`", reason);
        } else if (mapping.resource().items("Queues").size() != 1) {
            report.fail("R18", new Failure(mapping.subject() + " cannot be created: Queues names "
                    + mapping.resource().items("Queues").size()
                    + " queues, and a mapping reads exactly one. Name one queue, and make a mapping for each other one.",
                    mapping.resource().items("Queues")
                            .isEmpty()
                                    ? List.of()
                                    : new Repair(mapping.resource().template(),
                                            "Keep one queue of " + mapping.id())
                                            .set(mapping.resource(), "Queues",
                                                    Tree.list(mapping.resource().declared().properties().asMapping()
                                                            .entry("Queues").orElseThrow().asItems().getFirst()))
                                            .done()));
        }
    }

    private void between(String property, int least, int most, ResolvedResource owner) {
        Value value = owner.get(property);
        if (value.isMissing()) {
            return;
        }
        Optional<Integer> number = value.asNumber();
        if (number.isEmpty()) {
            report.unknown("R18", property + " of `" + owner.id() + "`", value.unknownReason());
        } else if (number.get() < least || number.get() > most) {
            int nearest = number.get() < least ? least : most;
            report.fail("R18", new Failure(
                    mapping.subject() + " cannot be created or used: " + property + " of `" + owner.id()
                            + "` must be between " + least
                            + " and " + most + " (given " + number.get() + "). Set it to " + nearest + ".",
                    new Repair(owner.template(), "Set " + property + " of " + owner.id() + " to " + nearest)
                            .set(owner, property, Tree.text("" + nearest)).done()));
        }
    }
}
