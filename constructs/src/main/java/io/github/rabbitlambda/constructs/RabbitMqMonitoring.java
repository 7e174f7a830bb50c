package io.github.rabbitlambda.constructs;

import io.github.rabbitlambda.constructs.resource.FailureQueue;
import io.github.rabbitlambda.constructs.resource.Metrics;
import io.github.rabbitlambda.constructs.resource.Monitoring;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.IAlarmAction;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;

/**
 * A dashboard, and alarms on the broker's memory and disk, on errors of the function, on parked messages, on rotations that
 * fail, if the source's topology rotates, and, where the queues are observed, on dead letters and on queues that nobody reads.
 */
public final class RabbitMqMonitoring extends Construct {
    private final Monitoring monitoring;

    private RabbitMqMonitoring(Construct scope, String id, Builder given) {
        super(scope, id);
        Optional<FailureQueue> failures = Optional.ofNullable(given.parkedMessages).map(ParkedMessages::failures);
        RabbitMqEventSource source = given.source;
        Optional.ofNullable(given.observation).map(QueueObservation::topology).ifPresent(source::requireTopology);
        monitoring = new Monitoring(this,
                new Metrics(source.broker().consumed(), source.queues(), source.bound().target(), failures),
                new Monitoring.Props(given.observation != null, given.timeout().toSeconds().intValue(),
                        source.mapping(), source.queues(), source.users(), given.alarmActions));
    }

    public Dashboard getDashboard() {
        return monitoring.dashboard();
    }

    public List<Alarm> getAlarms() {
        return monitoring.alarms();
    }

    public static final class Builder {
        private final Construct scope;
        private final String id;
        private final RabbitMqEventSource source;
        private @Nullable Duration functionTimeout;
        private @Nullable QueueObservation observation;
        private @Nullable ParkedMessages parkedMessages;
        private List<IAlarmAction> alarmActions = List.of();

        private Builder(Construct scope, String id, RabbitMqEventSource source) {
            this.scope = scope;
            this.id = id;
            this.source = source;
        }

        /** Of a source that has been added to a function. */
        public static Builder create(Construct scope, String id, RabbitMqEventSource source) {
            return new Builder(scope, id, source);
        }

        /**
         * The function's own, and 14 minutes, which is Lambda's limit, where that is not known. An invocation that still may end
         * is no stalled queue.
         */
        public Builder functionTimeout(Duration limit) {
            functionTimeout = limit;
            return this;
        }

        /** Of the source's topology. Without it there are no metrics, and no alarms, of single queues. */
        public Builder observation(QueueObservation readings) {
            observation = readings;
            return this;
        }

        public Builder parkedMessages(ParkedMessages parked) {
            parkedMessages = parked;
            return this;
        }

        /** What every alarm does, such as {@code SnsAction}. */
        public Builder alarmActions(List<? extends IAlarmAction> actions) {
            alarmActions = List.copyOf(actions);
            return this;
        }

        private Duration timeout() {
            return Optional.ofNullable(functionTimeout)
                    .or(() -> source.bound().target() instanceof Function function
                            ? Optional.ofNullable(function.getTimeout())
                            : Optional.empty())
                    .orElse(Duration.minutes(14));
        }

        /**
         * @throws io.github.rabbitlambda.constructs.options.Refusal
         *             if another topology is observed than the source reads
         * @throws IllegalStateException
         *             if the source has no function yet
         */
        public RabbitMqMonitoring build() {
            return new RabbitMqMonitoring(scope, id, this);
        }
    }
}
