package io.github.rabbitlambda.constructs.resource;

import software.amazon.awscdk.services.cloudwatch.IAlarmAction;
import io.github.rabbitlambda.constructs.options.MappingOptions;
import io.github.rabbitlambda.constructs.options.QueueOptions;
import io.github.rabbitlambda.constructs.options.RetryDelay;
import io.github.rabbitlambda.constructs.options.UserOptions;
import io.github.rabbitlambda.constructs.resource.QueueMetrics.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.constructs.Construct;

/**
 * Dashboard and alarms. Those of single queues exist only where a function reads the queues.
 */
public final class Monitoring extends Construct {
    private static final Duration PARKED_LONG = Duration.days(10);
    private static final int MEMORY_PERCENT = 80;
    private static final int DISK_PERCENT = 200;
    // an alarm's expression takes ten metrics, and each queue needs two
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
    private static final int STALLED_QUEUES = 5;
    // a queue that has just been made has no counts for some seconds
    private static final int UNOBSERVED_PERIODS = 3;
    private final Metrics metrics;
    private final boolean observed;
    private final List<IAlarmAction> actions;
    private final int stalledPeriods;
    private final Dashboard dashboard;
    private final List<Alarm> alarms = new ArrayList<>();

    public Monitoring(Construct scope, Metrics metrics, Props props) {
        super(scope, "Monitoring");
        this.metrics = metrics;
        this.actions = props.actions();
        this.observed = props.observed();
        this.stalledPeriods = stalledPeriods(props);
        dashboard = Dashboard.Builder.create(this, "Dashboard").build();
        addWidgets();
        addAlarms();
        if (props.users().rotates()) {
            rotationAlarm();
        }
    }

    private void addWidgets() {
        dashboard.addWidgets(
                graph("Broker: messages",
                        List.of(metrics.broker("MessageReadyCount", "Maximum"),
                                metrics.broker("MessageUnacknowledgedCount", "Maximum"))),
                graph("Broker: memory and disk", List.of(metrics.memoryPercent(), metrics.diskPercent())));
        if (observed) {
            dashboard.addWidgets(queues("Queues: ready", Count.READY),
                    queues("Queues: unacknowledged", Count.UNACKNOWLEDGED));
        }
        dashboard.addWidgets(
                graph("Listener", List.of(metrics.listener().metricInvocations(),
                        metrics.listener().metricErrors())),
                graph("Listener: duration", List.of(metrics.listener().metricDuration())),
                graph("Listener: messages", Stream.of("Processed", "Retried", "Parked", "Undecodable", "Failed")
                        .map(metrics::listener).toList()));
        metrics.failures().ifPresent(failures -> dashboard.addWidgets(
                graph("Parked messages", List.of(failures.queue().metricApproximateNumberOfMessagesVisible())),
                graph("Parked messages: age", List.of(failures.queue().metricApproximateAgeOfOldestMessage()))));
    }

    private GraphWidget queues(String title, Count count) {
        return graph(title, metrics.queues().allQueues().stream().map(queue -> metrics.queue(queue, count)).toList());
    }

    private static GraphWidget graph(String title, List<? extends IMetric> metrics) {
        return GraphWidget.Builder.create().title(title).left(metrics).width(12).build();
    }

    private void addAlarms() {
        metrics.failures().ifPresent(this::parkedAlarms);
        alarmAbove("ListenerErrors", "The listener fails: batches come back and the queue stands still.", 0, 1,
                metrics.listener().metricErrors());
        alarmAbove("BrokerMemory", "Broker memory is over 80 % of the limit at which RabbitMQ stops publishers.",
                MEMORY_PERCENT, 3, metrics.memoryPercent());
        alarm("BrokerDisk", "Broker disk is under twice the limit at which RabbitMQ stops publishers.",
                DISK_PERCENT, 3, metrics.diskPercent(), ComparisonOperator.LESS_THAN_THRESHOLD);
        if (observed) {
            alarmAbove("DeadLetters", "Messages ran into the delivery limit.", 0, 1,
                    metrics.queue(metrics.queues().deadLetterQueue(), Count.READY));
            metrics.queues().unroutableQueue().ifPresent(queue -> alarmAbove("Unroutable",
                    "Messages reached the exchange and no shard.", 0, 1, metrics.queue(queue, Count.READY)));
            stalledAlarms();
            unobservedAlarm();
        }
    }

    /** One alarm for every five queues. */
    private void stalledAlarms() {
        List<String> queues = metrics.queues().queues();
        for (int first = 0; first < queues.size(); first += STALLED_QUEUES) {
            String number = first == 0 ? "" : String.valueOf(1 + first / STALLED_QUEUES);
            alarmAbove("Stalled" + number, "Messages wait and none was acknowledged for "
                    + stalledPeriods * Metrics.PERIOD.toMinutes().intValue() + " minutes: is the mapping enabled?", 0,
                    stalledPeriods,
                    metrics.stalled(queues.subList(first, Math.min(queues.size(), first + STALLED_QUEUES))));
        }
    }

    /** No data is as bad as no counts: then nobody reads the queues, and the alarms on them can't go off. */
    private void unobservedAlarm() {
        alarm("Unobserved",
                "The broker tells no counts of a queue, or nobody asks for them: alarms on queues can't go off.",
                0, UNOBSERVED_PERIODS, metrics.queuesWithoutCounts(), ComparisonOperator.GREATER_THAN_THRESHOLD,
                TreatMissingData.BREACHING);
    }

    /** Without data it keeps its state: a failed rotation stays failed until one succeeds. */
    private void rotationAlarm() {
        alarm("RotationFailed",
                "A rotation of the broker's passwords failed, or the mapping was not seen reading after it.", 0, 1,
                metrics.failedRotations(), ComparisonOperator.GREATER_THAN_THRESHOLD, TreatMissingData.IGNORE);
    }

    /**
     * More than the longest invocation, which acknowledges its batch at the end, after the broker has kept the batch that came
     * back. Fifteen minutes at least.
     */
    private static int stalledPeriods(Props props) {
        int busy = props.timeout() + props.mapping().batchWindow().orElse(1)
                + props.queues().retryDelay().map(RetryDelay::seconds).orElse(0);
        int period = Metrics.PERIOD.toSeconds().intValue();
        return Math.max(3, (busy + period - 1) / period + 1);
    }

    private void parkedAlarms(FailureQueue failures) {
        alarmAbove("ParkedMessages", "Messages that the listener gave up wait in the failure queue.", 0, 1,
                failures.queue().metricApproximateNumberOfMessagesVisible());
        alarmAbove("ParkedLong", "Parked messages are over 10 days old; SQS deletes them after 14.",
                PARKED_LONG.toSeconds(), 1,
                failures.queue().metricApproximateAgeOfOldestMessage());
    }

    private void alarmAbove(String id, String description, Number threshold, int periods, IMetric metric) {
        alarm(id, description, threshold, periods, metric, ComparisonOperator.GREATER_THAN_THRESHOLD);
    }

    private void alarm(String id, String description, Number threshold, int periods, IMetric metric,
            ComparisonOperator comparison) {
        alarm(id, description, threshold, periods, metric, comparison, TreatMissingData.NOT_BREACHING);
    }

    private void alarm(String id, String description, Number threshold, int periods, IMetric metric,
            ComparisonOperator comparison, TreatMissingData missing) {
        Alarm alarm = Alarm.Builder.create(this, id).alarmDescription(description).metric(metric).threshold(threshold)
                .evaluationPeriods(periods).comparisonOperator(comparison)
                .treatMissingData(missing).build();
        actions.forEach(alarm::addAlarmAction);
        alarms.add(alarm);
    }

    public Dashboard dashboard() {
        return dashboard;
    }

    public List<Alarm> alarms() {
        return List.copyOf(alarms);
    }

    /**
     * @param observed
     *            whether a function reads the queues
     * @param actions
     *            of every alarm
     * @param timeout
     *            seconds that an invocation of the listener takes at most
     */
    public record Props(boolean observed, int timeout, MappingOptions mapping, QueueOptions queues,
            UserOptions users, List<IAlarmAction> actions) {
        public Props {
            actions = List.copyOf(actions);
        }
    }
}
