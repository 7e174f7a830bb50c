package io.github.rabbitlambda.doctor.finding;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.finding.Check.Basis;
import io.github.rabbitlambda.doctor.finding.Finding.Level;
import io.github.rabbitlambda.doctor.snapshot.Account;

/** What the mapping is told to read, and who else reads it. */
final class MappingSettings implements MappingCheck {
    static final Check QUEUE = new Check("D19", Basis.FACT,
            "The queue's name is blank, or begins or ends with a space.",
            "https://docs.aws.amazon.com/lambda/latest/dg/services-mq-params.html");
    static final Check COMPETES = new Check("D34", Basis.SIGN,
            "Another mapping that isn't disabled reads the same queue: each message goes to one of the two.",
            "https://docs.aws.amazon.com/lambda/latest/dg/process-mq-messages-with-lambda.html");
    static final Check FILTER = new Check("D35", Basis.SIGN,
            "The mapping has filters: what matches none of them is acknowledged and gone, without an invocation.",
            "https://docs.aws.amazon.com/lambda/latest/dg/with-mq-filtering.html");

    @Override
    public List<Check> checks() {
        return List.of(QUEUE, COMPETES, FILTER);
    }

    @Override
    public List<Finding> findings(LiveMapping mapping) {
        List<Finding> findings = new ArrayList<>();
        mapping.queues().stream().filter(queue -> queue.isBlank() || !queue.equals(queue.strip()))
                .forEach(queue -> findings.add(queue(mapping, queue)));
        mapping.others().stream().filter(other -> competes(mapping, other))
                .forEach(other -> findings.add(competitor(mapping, other)));
        if (mapping.filters() > 0) {
            findings.add(filter(mapping));
        }
        return findings;
    }

    private static Finding queue(LiveMapping mapping, String queue) {
        return QUEUE.finding(queue.isBlank() ? Level.CAUSE : Level.SUSPECT,
                mapping.name() + " reads the queue '" + queue + "'; mind the spaces.",
                "Make another mapping with the queue's name as RabbitMQ has it: the queue of a mapping can't be changed.",
                mapping.showCommand());
    }

    private static boolean competes(LiveMapping mapping, JsonNode other) {
        return !other.path("State").asText().matches("Disabled|Disabling|Deleting")
                && Account.virtualHost(other).equals(mapping.virtualHost())
                && other.path("Queues").valueStream().map(JsonNode::asText).anyMatch(mapping.queues()::contains);
    }

    private static Finding competitor(LiveMapping mapping, JsonNode other) {
        boolean same = other.path("FunctionArn").asText().equals(mapping.functionArn());
        return COMPETES.finding(same ? Level.NOTE : Level.SUSPECT,
                "Mapping " + other.path("UUID").asText() + " (" + other.path("State").asText() + ") reads queue "
                        + String.join(", ", mapping.queues()) + " of virtual host " + mapping.virtualHost()
                        + ", too, for function " + other.path("FunctionArn").asText() + ".",
                same
                        ? "Both invoke the same function: that is fine, if order doesn't matter."
                        : "Disable the other one, or bind a queue of its own for it: two mappings share a queue's messages, and none gets all.",
                mapping.command("lambda", "update-event-source-mapping", "--uuid", other.path("UUID").asText(),
                        "--no-enabled"));
    }

    /** A suspicion if messages are acknowledged and no invocation is on record. */
    private static Finding filter(LiveMapping mapping) {
        boolean acknowledged = mapping.broker().metrics().lastQuarter("AckRate").max().orElse(0) > 0;
        Metrics function = mapping.function().metrics();
        boolean invoked = function.lastHour("Invocations").sum().orElse(0) > 0;
        boolean dropsAll = acknowledged && function.answer().isPresent() && !invoked;
        return FILTER.finding(dropsAll ? Level.SUSPECT : Level.NOTE, mapping.name() + " has " + mapping.filters()
                + (mapping.filters() == 1 ? " filter" : " filters") + (dropsAll
                        ? ": the broker counts acknowledgements, and function " + mapping.function().name()
                                + " has no invocation of the last hour on record."
                        : "."),
                "Compare the filters with a message: a message that matches none is gone. A change takes up to 15 minutes.",
                mapping.command("lambda", "get-event-source-mapping", "--uuid", mapping.uuid(), "--query",
                        "FilterCriteria"));
    }
}
