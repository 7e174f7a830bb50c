package io.github.rabbitlambda.infra;

import io.github.rabbitlambda.constructs.IRabbitMqBroker;
import io.github.rabbitlambda.constructs.MappingVerification;
import io.github.rabbitlambda.constructs.MessageReplay;
import io.github.rabbitlambda.constructs.ParkedMessages;
import io.github.rabbitlambda.constructs.QueueObservation;
import io.github.rabbitlambda.constructs.RabbitMqBroker;
import io.github.rabbitlambda.constructs.RabbitMqEventSource;
import io.github.rabbitlambda.constructs.RabbitMqMonitoring;
import io.github.rabbitlambda.constructs.RabbitMqNetwork;
import io.github.rabbitlambda.constructs.RabbitMqTopology;
import io.github.rabbitlambda.constructs.operation.SharedOperations;
import io.github.rabbitlambda.constructs.options.Filter;
import io.github.rabbitlambda.constructs.options.Parking;
import io.github.rabbitlambda.constructs.options.Verification;
import io.github.rabbitlambda.infra.options.Feature;
import io.github.rabbitlambda.infra.options.Options;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Dashboard;

/**
 * A stack around a broker or a VPC that exists, and perhaps a function, from the public constructs. No guard holds back a
 * change that replaces a new broker.
 */
final class ExistingPipeline {
    private final Stack stack;
    private final Options options;
    private final AccountResources account;

    private ExistingPipeline(Stack stack, Options options) {
        this.stack = stack;
        this.options = options;
        new Warnings(stack, options);
        account = new AccountResources(stack, options.stack());
        SharedOperations.in(stack, options.jars().operations(), options.jars().steps(), account.key());
    }

    /** A new broker in a network that exists. */
    static void inNetwork(Stack stack, Options options, RabbitMqNetwork network) {
        ExistingPipeline pipeline = new ExistingPipeline(stack, options);
        pipeline.fill(pipeline.newBroker(network), true);
    }

    static void ofBroker(Stack stack, Options options, IRabbitMqBroker broker) {
        new ExistingPipeline(stack, options).fill(broker, false);
    }

    private RabbitMqBroker newBroker(RabbitMqNetwork network) {
        RabbitMqBroker.Builder broker = RabbitMqBroker.Builder.create(stack, "Broker")
                .engineVersion(options.broker().engineVersion()).instanceType(options.broker().instanceType())
                .deploymentMode(options.broker().deploymentMode()).network(network);
        account.key().ifPresent(broker::encryptionKey);
        return broker.build();
    }

    private void fill(IRabbitMqBroker broker, boolean isNew) {
        RabbitMqTopology topology = topology(broker);
        Optional<ParkedMessages> parked = parked();
        RabbitMqEventSource source = source(topology);
        Consumer consumer = new Consumer(stack, options, account.key(), parked, source);
        Optional<MappingVerification> verification = verification(source);
        Optional<Dashboard> dashboard = monitoring(topology, source, parked);
        Optional<MessageReplay> replay = parked
                .map(messages -> new MessageReplay(stack, "Replay", topology, messages));
        new Outputs(stack, new Outputs.Props(options.queues().queues(), topology.getTasksFunction(),
                source.getEventSourceMappingIds(), consumer.logGroup(),
                Optional.of(broker.getBrokerId()).filter(id -> isNew), verification.map(MappingVerification::getResult),
                replay.map(MessageReplay::getFunction), parked.map(messages -> messages.getQueue().getQueueUrl()),
                dashboard, broker.getConsoleUrl(),
                new Outputs.Secrets(broker.getCredentials(), topology.getConsumerSecret(),
                        topology.getPublisherSecret(), options.users().rotates()),
                !broker.isInVpc()));
    }

    private RabbitMqTopology topology(IRabbitMqBroker broker) {
        RabbitMqTopology.Builder topology = RabbitMqTopology.Builder.create(stack, "Topology").broker(broker)
                .queues(DeclaredQueues.of(options));
        options.users().consumerPermissions().ifPresent(topology::consumerPermissions);
        options.users().rotationDays().map(Duration::days).ifPresent(topology::rotation);
        account.key().ifPresent(topology::encryptionKey);
        return topology.build();
    }

    private Optional<ParkedMessages> parked() {
        if (options.parking() == Parking.NONE) {
            return Optional.empty();
        }
        ParkedMessages.Builder parked = ParkedMessages.Builder.create(stack, "Parked").removalPolicy(
                options.parking() == Parking.RETAINED ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
        account.key().ifPresent(parked::encryptionKey);
        return Optional.of(parked.build());
    }

    private RabbitMqEventSource source(RabbitMqTopology topology) {
        RabbitMqEventSource.Builder source = RabbitMqEventSource.Builder.create(topology)
                .batchSize(options.mapping().batchSize())
                .filters(options.mapping().filters().stream().map(ExistingPipeline::pattern).toList());
        options.mapping().batchWindow().map(Duration::seconds).ifPresent(source::maxBatchingWindow);
        return source.build();
    }

    private static Map<String, Object> pattern(Filter filter) {
        return Map.of("pattern", filter.pattern());
    }

    private Optional<MappingVerification> verification(RabbitMqEventSource source) {
        return options.verify() == Verification.OFF
                ? Optional.empty()
                : Optional.of(MappingVerification.Builder.create(stack, "MappingVerification", source)
                        .probe(options.verify() == Verification.PROBE).build());
    }

    private Optional<Dashboard> monitoring(RabbitMqTopology topology, RabbitMqEventSource source,
            Optional<ParkedMessages> parked) {
        Optional<QueueObservation> observation = options.has(Feature.OBSERVATION)
                ? Optional.of(new QueueObservation(stack, "Observation", topology))
                : Optional.empty();
        if (!options.profile().isOperated()) {
            return Optional.empty();
        }
        RabbitMqMonitoring.Builder monitoring = RabbitMqMonitoring.Builder.create(stack, "Alarms", source)
                .alarmActions(account.alarmActions());
        if (options.existing().function().isEmpty()) {
            monitoring.functionTimeout(Duration.seconds(options.listener().timeout()));
        }
        observation.ifPresent(monitoring::observation);
        parked.ifPresent(monitoring::parkedMessages);
        RabbitMqMonitoring built = monitoring.build();
        AlarmAdvice.addTo(built.getAlarms(), stack, options);
        return Optional.of(built.getDashboard());
    }
}
