package io.github.rabbitlambda.reachability.rule;

import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.fix.Repair;
import io.github.rabbitlambda.reachability.network.Engine;
import io.github.rabbitlambda.reachability.network.EventSourceMapping;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;
import io.github.rabbitlambda.reachability.verdict.Fix;

/** The limits of a mapping on Amazon MQ; {@link LoginStrategy} asks what the same rule says of the broker. */
final class R18MappingLimits {
    static final Rule RULE = new Rule("R18",
            "One queue, one `BASIC_AUTH`, at most one `VIRTUAL_HOST` (RabbitMQ only), a batch of 1 to 10,000, a window of 0 to 300 s, a function timeout of at most 14 minutes, and a broker with `SIMPLE` authentication.",
            Rule.PARAMETERS);
    private static final int LONGEST_TIMEOUT = 14 * 60;
    private static final String ACCESS = "SourceAccessConfigurations";
    private static final String QUEUES = "Queues";

    private final EventSourceMapping mapping;
    private final Optional<Engine> engine;
    private final Report report;

    /**
     * @param engine the broker's engine, if it is known
     */
    R18MappingLimits(EventSourceMapping mapping, Optional<Engine> engine, Report report) {
        this.mapping = mapping;
        this.engine = engine;
        this.report = report;
    }

    void check() {
        access();
        queues();
        between("BatchSize", 1, 10_000, mapping.resource());
        between("MaximumBatchingWindowInSeconds", 0, 300, mapping.resource());
        mapping.function().ifPresent(function -> between("Timeout", 1, LONGEST_TIMEOUT, function));
    }

    private void access() {
        List<Value> entries = mapping.resource().items(ACCESS);
        Optional<Value> hidden = entries.stream()
                .filter(item -> !(item instanceof Value.Fields fields && fields.get("Type") instanceof Value.Text))
                .findFirst();
        if (hidden.isPresent()) {
            report.unknown(RULE, ACCESS + " of `" + mapping.id() + "`", unseenType(hidden.get()).unknownReason());
            return;
        }
        int basic = mapping.configurations("BASIC_AUTH").size();
        int hosts = mapping.configurations("VIRTUAL_HOST").size();
        basicAuth(basic);
        virtualHosts(hosts);
        if (basic + hosts < entries.size()) {
            report.fail(RULE, Failure.of(mapping.subject()
                    + " cannot be created: SourceAccessConfigurations holds a type other than BASIC_AUTH and VIRTUAL_HOST,"
                    + " which Amazon MQ does not take. Remove it."));
        }
    }

    private static Value unseenType(Value entry) {
        return entry instanceof Value.Fields fields && !fields.get("Type").isMissing() ? fields.get("Type") : entry;
    }

    private void basicAuth(int count) {
        if (count != 1) {
            report.fail(RULE, new Failure(mapping.subject() + " cannot be created: SourceAccessConfigurations holds "
                    + count
                    + " entries of type BASIC_AUTH, and Amazon MQ takes exactly one, the ARN of a secret. Give it one BASIC_AUTH entry.",
                    count == 0 ? addBasicAuth() : List.of()));
        }
    }

    private void virtualHosts(int count) {
        boolean none = engine.filter(Engine.ACTIVEMQ::equals).isPresent();
        if (count > 1 || count == 1 && none) {
            String allowed = none ? "ActiveMQ has no virtual hosts" : "RabbitMQ takes at most one";
            report.fail(RULE, Failure.of(mapping.subject() + " cannot be created: it has " + count
                    + " entries of type VIRTUAL_HOST, and " + allowed + ". Remove what is too much."));
        }
    }

    private List<Fix> addBasicAuth() {
        List<ResolvedResource> secrets = mapping.deployment().ofType("AWS::SecretsManager::Secret");
        if (secrets.size() != 1) {
            return List.of();
        }
        Repair repair = new Repair(mapping.resource().template(), "Give " + mapping.id() + " its credentials");
        return repair.append(mapping.resource(),
                Tree.mapping("Type", "BASIC_AUTH", "URI", repair.expression(secrets.getFirst().ref())),
                "Properties", ACCESS).fixes();
    }

    private void queues() {
        int count = mapping.resource().items(QUEUES).size();
        if (mapping.resource().get(QUEUES) instanceof Value.Opaque(String name, UnknownReason reason)) {
            report.unknown(RULE, "Queues of `" + mapping.id() + "`", reason);
        } else if (count != 1) {
            report.fail(RULE, new Failure(mapping.subject() + " cannot be created: Queues names " + count
                    + " queues, and a mapping reads exactly one. Name one queue, and make a mapping for each other one.",
                    count == 0 ? List.of() : keepFirstQueue()));
        }
    }

    private List<Fix> keepFirstQueue() {
        Tree first = mapping.resource().declared().properties().asMapping().entry(QUEUES).orElseThrow().asItems()
                .getFirst();
        return new Repair(mapping.resource().template(), "Keep one queue of " + mapping.id())
                .set(mapping.resource(), QUEUES, Tree.list(first)).fixes();
    }

    private void between(String property, int least, int most, ResolvedResource owner) {
        Value value = owner.get(property);
        if (value.isMissing()) {
            return;
        }
        Optional<Integer> number = value.asNumber();
        if (number.isEmpty()) {
            report.unknown(RULE, property + " of `" + owner.id() + "`", value.unknownReason());
        } else if (number.get() < least || number.get() > most) {
            int nearest = number.get() < least ? least : most;
            report.fail(RULE, new Failure(mapping.subject() + " cannot be created or used: " + property + " of `"
                    + owner.id() + "` must be between " + least + " and " + most + " (given " + number.get()
                    + "). Set it to " + nearest + ".",
                    new Repair(owner.template(), "Set " + property + " of " + owner.id() + " to " + nearest)
                            .set(owner, property, Tree.text("" + nearest)).fixes()));
        }
    }
}
