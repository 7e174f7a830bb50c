package io.github.rabbitlambda.doctor.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.doctor.finding.Check.Basis;
import io.github.rabbitlambda.doctor.finding.Metrics.Point;

/** Whether the broker has memory, disk and time to work. */
final class BrokerLoad implements BrokerCheck {
    private static final String METRICS = "https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rabbitmq-logging-monitoring.html";
    /** Per cent. A busy processor shows less than 100 in an average. */
    private static final double BUSY = 99;
    static final Check MEMORY = new Check("D40", Basis.SIGN,
            "The broker uses as much memory as its limit: RabbitMQ blocks everybody who publishes.",
            "https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/troubleshooting-action-required-codes-rabbitmq-memory-alarm.html");
    static final Check DISK = new Check("D41", Basis.SIGN,
            "The broker's free disk is at its limit: RabbitMQ blocks everybody who publishes.",
            "https://www.rabbitmq.com/docs/disk-alarms");
    static final Check PROCESSOR = new Check("D42", Basis.SIGN,
            "The broker's processor has been busy (99 per cent or more) for 15 minutes.", METRICS);

    @Override
    public List<Check> checks() {
        return List.of(MEMORY, DISK, PROCESSOR);
    }

    @Override
    public List<Finding> findings(LiveBroker broker) {
        Metrics metrics = broker.metrics();
        List<Finding> findings = new ArrayList<>();
        value(metrics, "RabbitMQMemUsed").ifPresent(used -> value(metrics, "RabbitMQMemLimit")
                .filter(limit -> used >= limit).ifPresent(limit -> findings.add(memory(broker, used, limit))));
        value(metrics, "RabbitMQDiskFree").ifPresent(free -> value(metrics, "RabbitMQDiskFreeLimit")
                .filter(limit -> free <= limit).ifPresent(limit -> findings.add(disk(broker, free, limit))));
        Series processor = metrics.lastQuarter("SystemCpuUtilization");
        if (processor.always(used -> used >= BUSY)) {
            findings.add(processor(broker, processor));
        }
        return findings;
    }

    private static Optional<Double> value(Metrics metrics, String metric) {
        return metrics.lastQuarter(metric).latest().map(Point::value);
    }

    private static Finding memory(LiveBroker broker, double used, double limit) {
        return MEMORY.suspect(
                broker.name() + " uses " + megabytes(used) + " of memory; its limit is " + megabytes(limit)
                        + ".",
                "Let consumers go on: they are not blocked, and empty the queues. Nobody can publish until then. If it comes again, take a larger instance.",
                broker.describeCommand());
    }

    private static Finding disk(LiveBroker broker, double free, double limit) {
        return DISK.suspect(
                broker.name() + " has " + megabytes(free) + " of free disk; its limit is " + megabytes(limit)
                        + ".",
                "Let consumers go on, and empty queues that nobody reads, such as dead-letter queues. Nobody can publish until then.",
                broker.describeCommand());
    }

    private static Finding processor(LiveBroker broker, Series used) {
        return PROCESSOR.suspect(
                broker.name() + " has used its processor to " + used.show() + " per cent for 15 minutes.",
                "Look for many connections, channels or queues, or take a larger instance.", broker.describeCommand());
    }

    private static String megabytes(double bytes) {
        return Series.show(Math.rint(bytes / 1_000_000)) + " MB";
    }
}
