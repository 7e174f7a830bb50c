package io.github.rabbitlambda.constructs;

import io.github.rabbitlambda.constructs.operation.DeploymentStep;
import io.github.rabbitlambda.constructs.operation.SharedOperations;
import io.github.rabbitlambda.constructs.operation.Steps;
import io.github.rabbitlambda.constructs.options.Filter;
import io.github.rabbitlambda.constructs.options.MappingOptions;
import io.github.rabbitlambda.constructs.options.QueueOptions;
import io.github.rabbitlambda.constructs.options.Refusal;
import io.github.rabbitlambda.constructs.options.UserOptions;
import io.github.rabbitlambda.constructs.resource.EventSource;
import io.github.rabbitlambda.constructs.resource.EventSourceCleanup;
import io.github.rabbitlambda.constructs.resource.Listener;
import io.github.rabbitlambda.constructs.resource.MappingTarget;
import io.github.rabbitlambda.constructs.resource.ShortHash;
import io.github.rabbitlambda.constructs.resource.StepAccess;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.lambda.IEventSource;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.Construct;

/**
 * RabbitMQ queues as the event source of a function in any language: {@code function.addEventSource(source)}. A mapping for
 * each queue; the permissions that Lambda needs of the function's role, before them; and, in a VPC, a step that waits until
 * their network interfaces are gone before role, groups and subnets are deleted. One source goes to one function.
 */
public final class RabbitMqEventSource implements IEventSource {
    private final BrokerBase broker;
    private final QueueOptions queues;
    private final MappingOptions mapping;
    private final @Nullable RabbitMqTopology topology;
    private @Nullable Bound bound;

    private RabbitMqEventSource(Builder given) {
        broker = BrokerBase.of(given.broker());
        queues = given.queues(broker);
        mapping = given.mapping();
        topology = given.topology;
    }

    /**
     * What {@code addEventSource} calls. An alias or a version is invoked as such.
     *
     * @throws IllegalStateException
     *             if the source has a function already
     */
    @Override
    public void bind(IFunction target) {
        map(target, alias -> new MappingTarget.Resolved(target.getFunctionArn(), target.getFunctionArn()), false);
    }

    // no overload of bind: the CDK calls that by its name and number of arguments
    void bindListener(Listener listener) {
        map(listener.function(), listener::alias, true);
    }

    private void map(IFunction target, MappingTarget invoked, boolean dropsProbes) {
        if (bound != null) {
            throw new IllegalStateException("an event source must be added to one function (given "
                    + target.getNode().getPath() + " after " + bound.target().getNode().getPath()
                    + "): build another one");
        }
        Stack stack = Stack.of(target);
        String id = id(target);
        EventSource source = new EventSource(stack, id, new EventSource.Props(invoked, broker.consumed(),
                credentials(), queues, mapping));
        bound = new Bound(target, source, dropsProbes);
        Optional<Grant> grant = grant(target);
        grant.ifPresent(permissions -> permissions.applyBefore(source));
        Optional.ofNullable(topology).ifPresent(source.getNode()::addDependency);
        if (users().rotates()) {
            StepAccess.ofRotation(new Construct(stack, id + "Rotation"), topology().tasks(), target);
        }
        if (broker.isInVpc()) {
            cleanUp(new Construct(stack, id + "Deletion"), bound, grant);
        }
    }

    private ISecret credentials() {
        return topology == null ? broker.getCredentials() : topology.getConsumerSecret();
    }

    /** From the paths of function and broker, so that it stays when other sources come and go. */
    private String id(IFunction target) {
        return "RabbitMqEventSource" + ShortHash.of(String.join("|", target.getNode().getPath(),
                broker.getNode().getPath(), queues.virtualHost(), queues.name()));
    }

    private Optional<Grant> grant(IFunction target) {
        if (target.getRole() == null) {
            UnknownRole.warn(target, broker);
            return Optional.empty();
        }
        return Optional.of(broker.grantConsume(target, credentials()));
    }

    private void cleanUp(Construct scope, Bound mappings, Optional<Grant> grant) {
        Steps steps = SharedOperations.of(scope).steps();
        steps.allow(EventSourceCleanup.statements());
        Policy access = StepAccess.onMappings(scope, steps, mappings.target(), true);
        DeploymentStep cleanup = new EventSourceCleanup(scope, steps, mappings.target(), broker.consumed(),
                broker.clients()).step();
        cleanup.getNode().addDependency(access);
        grant.ifPresent(permissions -> permissions.applyBefore(cleanup));
        broker.clients().connections().forEach(cleanup.getNode()::addDependency);
        mappings.source().getNode().addDependency(cleanup);
    }

    /**
     * The ids of the mappings, in the order of the queues.
     *
     * @throws IllegalStateException
     *             if the source has no function yet
     */
    public List<String> getEventSourceMappingIds() {
        return bound().source().ids();
    }

    Bound bound() {
        if (bound == null) {
            throw new IllegalStateException(
                    "an event source must be added to a function before others use it: function.addEventSource(source)");
        }
        return bound;
    }

    BrokerBase broker() {
        return broker;
    }

    QueueOptions queues() {
        return queues;
    }

    MappingOptions mapping() {
        return mapping;
    }

    UserOptions users() {
        return topology == null ? UserOptions.DEFAULT : topology.users();
    }

    /** Whether the broker certainly keeps what came back for a while: the default of queues that others declared is not known. */
    boolean isDelayed() {
        return topology != null && topology.declares() && queues.retryDelay().isPresent();
    }

    /** The topology whose functions reach the broker. */
    RabbitMqTopology topology() {
        if (topology == null) {
            throw Refusal.of("source", "created of a topology", "one of a broker and its queues",
                    "a function in the broker's network looks at the queues, and RabbitMqTopology has it; declare(false)"
                            + " leaves the queues as they are");
        }
        return topology;
    }

    /** Refuses a topology whose queues these mappings do not read. */
    void requireTopology(RabbitMqTopology given) {
        if (given != topology()) {
            throw Refusal.of("topology", "the one that the source was created of", given.getNode().getPath(),
                    "the source reads the queues of " + topology().getNode().getPath());
        }
    }

    /**
     * The function and its mappings.
     *
     * @param dropsProbes
     *            whether the function is known to be this project's listener
     */
    record Bound(IFunction target, EventSource source, boolean dropsProbes) {}

    public static final class Builder {
        private final @Nullable IRabbitMqBroker broker;
        private final @Nullable RabbitMqQueues queues;
        private final @Nullable RabbitMqTopology topology;
        private int batchSize = 100;
        private @Nullable Duration maxBatchingWindow;
        private List<Map<String, Object>> filters = List.of();

        private Builder(@Nullable IRabbitMqBroker broker, @Nullable RabbitMqQueues queues,
                @Nullable RabbitMqTopology topology) {
            this.broker = broker;
            this.queues = queues;
            this.topology = topology;
        }

        /** The queues of a topology, which are declared before they are read. */
        public static Builder create(RabbitMqTopology topology) {
            return new Builder(null, null, topology);
        }

        /**
         * Queues that exist, on an imported broker. Lambda accepts a mapping whose queue is missing and then never reads.
         */
        public static Builder create(IRabbitMqBroker broker, RabbitMqQueues queues) {
            return new Builder(broker, queues, null);
        }

        /** 1 to 10,000; 100 by default. */
        public Builder batchSize(int messages) {
            batchSize = messages;
            return this;
        }

        /** Whole seconds up to five minutes; half a second by default. */
        public Builder maxBatchingWindow(Duration window) {
            maxBatchingWindow = window;
            return this;
        }

        /** Up to five, as {@code FilterCriteria.filter} makes them. Lambda acknowledges and drops what matches none. */
        public Builder filters(List<Map<String, Object>> patterns) {
            filters = List.copyOf(patterns);
            return this;
        }

        private IRabbitMqBroker broker() {
            return topology == null ? withQueues(Required.of("broker", broker)) : topology.broker();
        }

        /** A new broker has no queue when the mappings are made, and one with an administrator alone has nobody to read it. */
        private static IRabbitMqBroker withQueues(IRabbitMqBroker broker) {
            if (broker instanceof RabbitMqBroker) {
                throw Refusal.of("broker", "imported with RabbitMqBroker.fromAttributes", broker.getNode().getPath(),
                        "a new broker has no queues yet, and a mapping whose queue is missing never reads; create(topology)"
                                + " declares them first");
            }
            if (BrokerBase.of(broker).isAdministrated()) {
                throw Refusal.of("broker", "imported with credentials", "administratorCredentials of "
                        + broker.getNode().getPath(),
                        "whoever may run the function's code could read the administrator's password;"
                                + " create(topology) makes a user that only consumes");
            }
            return broker;
        }

        private QueueOptions queues(BrokerBase on) {
            return topology == null ? Required.of("queues", queues).on(on.options()) : topology.queues();
        }

        private MappingOptions mapping() {
            return new MappingOptions(batchSize,
                    Optional.ofNullable(maxBatchingWindow).map(Builder::wholeSeconds),
                    filters.stream().flatMap(filter -> Filter.parseAll(pattern(filter)).stream()).toList());
        }

        private static int wholeSeconds(Duration window) {
            long millis = window.toMilliseconds().longValue();
            if (millis % 1000 != 0) {
                throw Refusal.of("maxBatchingWindow", "whole seconds", millis + " ms", "Lambda takes no parts of them");
            }
            return (int) (millis / 1000);
        }

        private static String pattern(Map<String, Object> filter) {
            if (filter.get("pattern") instanceof String pattern) {
                return pattern;
            }
            throw Refusal.of("filters", "made by FilterCriteria.filter", filter, "each has one key, pattern");
        }

        /**
         * @throws Refusal
         *             if Lambda would refuse it, or it would match nothing, or the queues can't exist
         */
        public RabbitMqEventSource build() {
            return new RabbitMqEventSource(this);
        }
    }
}
