package io.github.rabbitlambda.infra;

import io.github.rabbitlambda.infra.construct.Broker;
import io.github.rabbitlambda.infra.construct.BrokerName;
import io.github.rabbitlambda.infra.construct.BrokerTasks;
import io.github.rabbitlambda.infra.construct.Credentials;
import io.github.rabbitlambda.infra.construct.DeploymentVerification;
import io.github.rabbitlambda.infra.construct.EventSource;
import io.github.rabbitlambda.infra.construct.EventSourceCleanup;
import io.github.rabbitlambda.infra.construct.FailureQueue;
import io.github.rabbitlambda.infra.construct.IdempotencyTable;
import io.github.rabbitlambda.infra.construct.Listener;
import io.github.rabbitlambda.infra.construct.Metrics;
import io.github.rabbitlambda.infra.construct.Monitoring;
import io.github.rabbitlambda.infra.construct.Observation;
import io.github.rabbitlambda.infra.construct.Replay;
import io.github.rabbitlambda.infra.construct.Topology;
import io.github.rabbitlambda.infra.network.BrokerPlacement;
import io.github.rabbitlambda.infra.network.ClientNetwork;
import io.github.rabbitlambda.infra.network.Network;
import io.github.rabbitlambda.infra.network.SecretReaders;
import io.github.rabbitlambda.infra.operation.DeploymentStep;
import io.github.rabbitlambda.infra.operation.FunctionRole;
import io.github.rabbitlambda.infra.options.Feature;
import io.github.rabbitlambda.infra.options.Filter;
import io.github.rabbitlambda.infra.options.Jars;
import io.github.rabbitlambda.infra.options.Options;
import io.github.rabbitlambda.infra.options.Parking;
import io.github.rabbitlambda.infra.options.Verification;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Policy;
import software.constructs.IDependable;

/**
 * The constructs of a stack, from the queue to the function, in the order in which CloudFormation creates them. It
 * deletes them in the reverse order.
 */
final class Pipeline {
    private final Stack stack;
    private final Options options;
    private final Jars jars;

    Pipeline(Stack stack, Options options, NetworkChoice choice) {
        this.stack = stack;
        this.options = options;
        this.jars = options.jars();
        warn();
        Credentials credentials = new Credentials(stack);
        Optional<FailureQueue> failures = failures();
        Listener listener = new Listener(stack, options.listener(),
                new Listener.Resources(credentials, failures, idempotencyTable()));
        BrokerTasks tasks = new BrokerTasks(stack, jars.operations(), credentials, choice.inVpc());
        Network network = choice.build(stack,
                new SecretReaders(credentials.arn(), listener.role(), tasks.role()));
        Broker broker = broker(choice, network.placement(), credentials);
        broker.getNode().addDependency(listener.role(), tasks.role());
        ClientNetwork clients = network.clientNetwork(broker.id());
        tasks.connectTo(broker, clients, options.queues());
        DeploymentStep topology = topology(tasks, broker, clients);
        EventSource source = source(listener, broker, credentials, clients, topology);
        verify(source, tasks);
        Replay replay = new Replay(stack, jars.operations(), tasks, options.queues(), failures);
        observe(tasks, topology);
        new Monitoring(stack, new Metrics(broker, options.queues(), listener, failures),
                options.has(Feature.OBSERVATION));
        new Outputs(stack, new Outputs.Props(options, credentials, listener, broker, tasks, source, replay,
                failures, network.placement().publiclyAccessible()));
    }

    private void warn() {
        if (!options.mapping().filters().stream().allMatch(Filter::documented)) {
            Annotations.of(stack).addWarningV2("rabbitlambda:filters",
                    "filters use more than the key data, and only that is documented for Amazon MQ: if Lambda ignores a"
                            + " key, messages are acknowledged or delivered against your intention");
        }
    }

    private Optional<FailureQueue> failures() {
        return Optional.of(options.parking()).filter(parking -> parking != Parking.NONE)
                .map(parking -> new FailureQueue(stack, parking, jars.operations()));
    }

    private Optional<IdempotencyTable> idempotencyTable() {
        return options.has(Feature.IDEMPOTENCY) ? Optional.of(new IdempotencyTable(stack)) : Optional.empty();
    }

    private Broker broker(NetworkChoice choice, BrokerPlacement placement, Credentials credentials) {
        String name = BrokerName.of(stack, choice.deploymentMode(), placement.fingerprint());
        return new Broker(stack,
                new Broker.Props(name, options.broker(), choice.deploymentMode(), placement, credentials));
    }

    private DeploymentStep topology(BrokerTasks tasks, Broker broker, ClientNetwork clients) {
        DeploymentStep topology = new Topology(stack, tasks, broker, options.queues()).step();
        clients.connections().forEach(topology.getNode()::addDependency);
        return topology;
    }

    /** The clean-up is deleted after the mappings and before everything that the mappings' interfaces need. */
    private EventSource source(Listener listener, Broker broker, Credentials credentials, ClientNetwork clients,
            DeploymentStep topology) {
        Policy describe = describeBroker(listener, broker);
        topology.getNode().addDependency(describe);
        DeploymentStep cleanup = new EventSourceCleanup(stack, jars.network(), listener, broker, clients).step();
        cleanup.getNode().addDependency(describe);
        clients.connections().forEach(cleanup.getNode()::addDependency);
        EventSource source = new EventSource(stack,
                new EventSource.Props(listener, broker, credentials, options.queues(), options.mapping()));
        source.getNode().addDependency(topology, cleanup);
        return source;
    }

    /** The one permission that names the broker. It takes effect while the topology is declared. */
    private Policy describeBroker(Listener listener, Broker broker) {
        return Policy.Builder.create(stack, "DescribeBroker").roles(List.of(listener.role()))
                .statements(List.of(FunctionRole.allow("mq:DescribeBroker", broker.arn()))).build();
    }

    private void verify(EventSource source, BrokerTasks tasks) {
        if (options.verify() != Verification.OFF) {
            new DeploymentVerification(stack,
                    new DeploymentVerification.Props(jars.operations(), options.verify(), source, tasks,
                            options.queues()))
                    .step()
                    .getNode().addDependency(source);
        }
    }

    private void observe(BrokerTasks tasks, IDependable topology) {
        if (options.has(Feature.OBSERVATION)) {
            new Observation(stack, tasks).getNode().addDependency(topology);
        }
    }
}
