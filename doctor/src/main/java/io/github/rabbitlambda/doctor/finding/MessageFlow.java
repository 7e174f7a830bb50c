package io.github.rabbitlambda.doctor.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.doctor.finding.Check.Basis;
import io.github.rabbitlambda.doctor.finding.Finding.Level;
import io.github.rabbitlambda.doctor.finding.LiveFunction.Failures;

/**
 * Whether messages leave the broker. CloudWatch has counts of the whole broker only
 * (https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rabbitmq-4.html), so other queues and consumers are in them.
 */
final class MessageFlow implements MappingCheck {
    private static final String METRICS = "https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rabbitmq-logging-monitoring.html";
    static final Check NO_CONSUMER = new Check("D36", Basis.SYMPTOM,
            "The broker has had no consumer for 15 minutes: a cause if messages wait, a suspicion otherwise.",
            Check.ASSUMPTION + "Lambda keeps a consumer on the queue of an enabled mapping, also of an empty queue");
    static final Check LOST = new Check("D37", Basis.SIGN,
            "Invocations fail, nothing is acknowledged, and fewer messages wait than before: the delivery limit drops or dead-letters them.",
            Check.ASSUMPTION
                    + "no metric counts dead letters; messages that expire, or that another client takes without acknowledging, look the same");
    static final Check NO_ACKNOWLEDGEMENT = new Check("D38", Basis.SIGN,
            "Consumers hold messages, and have acknowledged none for 15 minutes.", METRICS);
    static final Check NOTHING_READ = new Check("D39", Basis.SYMPTOM,
            "Messages have waited for 15 minutes, and the mapping says that it has processed none; or nobody held or acknowledged one, and the function was not invoked.",
            Check.ASSUMPTION
                    + "whether Lambda says so of a queue that doesn't exist is not documented, and LastProcessingResult may be old");

    @Override
    public List<Check> checks() {
        return List.of(NO_CONSUMER, LOST, NO_ACKNOWLEDGEMENT, NOTHING_READ);
    }

    @Override
    public List<Finding> findings(LiveMapping mapping) {
        if (!mapping.broker().isRabbitMq() || mapping.isEnabled() && !mapping.isOlderThan(Metrics.QUARTER)) {
            return List.of();
        }
        Metrics metrics = mapping.broker().metrics();
        boolean none = metrics.lastQuarter("AckRate").always(rate -> rate == 0);
        List<Finding> findings = new ArrayList<>();
        boolean alone = metrics.lastQuarter("ConsumerCount").always(count -> count == 0);
        if (alone && (waits(metrics) || mapping.shouldRead())) {
            findings.add(noConsumer(mapping, metrics));
        }
        if (none && isLosing(mapping, metrics)) {
            findings.add(lost(mapping, metrics));
        }
        if (none && metrics.lastQuarter("ConsumerCount").always(count -> count > 0)
                && metrics.lastQuarter("MessageUnacknowledgedCount").always(count -> count > 0)) {
            findings.add(noAcknowledgement(mapping, metrics));
        }
        if (mapping.isEnabled() && waits(metrics)) {
            nothingRead(mapping, metrics, none).ifPresent(findings::add);
        }
        if (mapping.shouldRead() && metrics.hasNoValues("ConsumerCount", "MessageReadyCount")) {
            findings.add(unknown(mapping));
        }
        return findings;
    }

    private static boolean waits(Metrics metrics) {
        return metrics.lastQuarter("MessageReadyCount").always(count -> count > 0);
    }

    private static boolean isLosing(LiveMapping mapping, Metrics metrics) {
        return mapping.function().failures().filter(failures -> failures.errors() > 0).isPresent()
                && metrics.lastQuarter("MessageReadyCount").fell();
    }

    private static Finding noConsumer(LiveMapping mapping, Metrics metrics) {
        Level level = mapping.shouldRead() ? waits(metrics) ? Level.CAUSE : Level.SUSPECT : Level.NOTE;
        Series ready = metrics.lastQuarter("MessageReadyCount");
        return NO_CONSUMER.finding(level, mapping.broker().name() + " has had no consumer for 15 minutes; "
                + (ready.isKnown() ? ready.show() + " messages are ready." : "how many messages wait is unknown."),
                mapping.shouldRead()
                        ? "Lambda isn't connected. If nothing else here explains it, compare user, virtual host and queue with the broker's console, and read the broker's log."
                        : "They wait until the mapping reads again.",
                mapping.broker().connectionsCommand());
    }

    private static Finding lost(LiveMapping mapping, Metrics metrics) {
        Failures failures = mapping.function().failures().orElseThrow();
        Series ready = metrics.lastQuarter("MessageReadyCount");
        return LOST.suspect("Function " + mapping.function().name() + " failed in " + failures.show()
                + " of the last hour; of "
                + Series.show(ready.points().getFirst().value()) + " messages on broker " + mapping.broker().id() + " "
                + ready.show() + " are left after 15 minutes without an acknowledgement.",
                "Stop the mapping before the queue's delivery limit drops more, mend the function, and look for a dead-letter queue. On RabbitMQ 4.3 a refused batch doesn't count against the limit, one that is lost with its channel does.",
                mapping.disableCommand(),
                mapping.function().logCommand());
    }

    private static Finding noAcknowledgement(LiveMapping mapping, Metrics metrics) {
        return NO_ACKNOWLEDGEMENT.suspect("Consumers of broker " + mapping.broker().id() + " ("
                + metrics.lastQuarter("ConsumerCount").show() + ") hold "
                + metrics.lastQuarter("MessageUnacknowledgedCount").show()
                + " messages, and have acknowledged none for 15 minutes" + mapping.function().failures()
                        .map(failures -> "; function " + mapping.function().name() + " failed in " + failures.show()
                                + " of the last hour")
                        .orElse("")
                + ".",
                "Look whether invocations fail, hang or take longer than that: Lambda acknowledges a batch when its invocation has succeeded.",
                mapping.function().logCommand());
    }

    private static Optional<Finding> nothingRead(LiveMapping mapping, Metrics metrics, boolean noneAcknowledged) {
        boolean says = mapping.result().equals(ProcessingResult.NOTHING_READ);
        boolean silent = noneAcknowledged && metrics.lastQuarter("MessageUnacknowledgedCount").always(held -> held == 0)
                && mapping.function().isIdle();
        if (!says && !silent) {
            return Optional.empty();
        }
        boolean quiet = metrics.lastQuarter("ConsumerCount").always(count -> count > 0)
                && metrics.lastQuarter("PublishRate").always(rate -> rate == 0);
        return Optional.of(NOTHING_READ.finding(says || !quiet ? Level.SUSPECT : Level.NOTE,
                mapping.name()
                        + (says
                                ? " has processed no records"
                                : " gives no sign that it reads: for 15 minutes nobody held or acknowledged a message, and function "
                                        + mapping.function().name() + " was not invoked")
                        + "; on broker " + mapping.broker().id() + " "
                        + metrics.lastQuarter("MessageReadyCount").show()
                        + " messages have been ready for 15 minutes (in all of its queues).",
                "Compare queue " + String.join(", ", mapping.queues()) + " and virtual host " + mapping.virtualHost()
                        + " with the broker's console: whether they exist, and whether the messages are there, or in a dead-letter queue that nobody reads.",
                mapping.command("mq", "describe-broker", "--broker-id", mapping.broker().id(), "--query",
                        "BrokerInstances[].ConsoleURL")));
    }

    /** Amazon MQ counts also where there is nothing. */
    private static Finding unknown(LiveMapping mapping) {
        return UnreadAnswers.UNREAD.finding(Level.UNKNOWN,
                "CloudWatch has no counts of messages and consumers on broker " + mapping.broker().id()
                        + " of the last 15 minutes, so whether anybody reads is unknown.",
                "Run it again in some minutes; if it stays so, look whether CloudWatch has metrics of this broker.",
                mapping.command("cloudwatch", "list-metrics", "--namespace", "AWS/AmazonMQ", "--metric-name",
                        "ConsumerCount"));
    }
}
