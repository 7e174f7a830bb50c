package io.github.rabbitlambda.infra;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Policy;
import software.constructs.IDependable;

/**
 * From the queue to the function, in the order in which it comes up; it goes down in the reverse.
 */
final class Pipeline {
    private final Stack stack;
    private final Options options;
    private final Jars jars;

    Pipeline(Stack stack, Options options, Site site) {
        this.stack = stack;
        this.options = options;
        this.jars = options.jars();
        warn();
        Credentials credentials = new Credentials(stack);
        Optional<FailureQueue> failures = failures();
        Listener listener = new Listener(stack, options.listener(), new Listener.Means(credentials, failures, seen()));
        BrokerTasks tasks = new BrokerTasks(stack, jars.operations(), credentials, site);
        Network network = site.network(stack, new Readers(credentials, listener.role(), tasks.role()));
        Broker broker = broker(site, network.placement(), credentials);
        broker.getNode().addDependency(listener.role(), tasks.role());
        Surroundings surroundings = network.around(broker);
        tasks.beside(broker, surroundings, options.queues());
        Step topology = topology(tasks, broker, surroundings);
        EventSource source = source(listener, broker, credentials, surroundings, topology);
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

    private Optional<SeenMessages> seen() {
        return options.has(Feature.IDEMPOTENCY) ? Optional.of(new SeenMessages(stack)) : Optional.empty();
    }

    private Broker broker(Site site, Placement placement, Credentials credentials) {
        String name = BrokerName.of(stack, site.deploymentMode(), placement.fingerprint());
        return new Broker(stack,
                new Broker.Props(name, options.broker(), site.deploymentMode(), placement, credentials));
    }

    private Step topology(BrokerTasks tasks, Broker broker, Surroundings surroundings) {
        Step topology = new Topology(stack, tasks, broker, options.queues()).step();
        surroundings.ways().forEach(topology.getNode()::addDependency);
        return topology;
    }

    /** The clean-up stands between the mappings and all that their interfaces need until they are gone. */
    private EventSource source(Listener listener, Broker broker, Credentials credentials, Surroundings surroundings,
            Step topology) {
        Policy describe = describeBroker(listener, broker);
        topology.getNode().addDependency(describe);
        Step cleanup = new EventSourceCleanup(stack, jars.network(), listener, broker, surroundings).step();
        cleanup.getNode().addDependency(describe);
        surroundings.ways().forEach(cleanup.getNode()::addDependency);
        EventSource source = new EventSource(stack,
                new EventSource.Props(listener, broker, credentials, options.queues(), options.mapping()));
        source.getNode().addDependency(topology, cleanup);
        return source;
    }

    /** The one permission that names the broker. Declaring the topology gives it the time to settle. */
    private Policy describeBroker(Listener listener, Broker broker) {
        return Policy.Builder.create(stack, "DescribeBroker").roles(List.of(listener.role()))
                .statements(List.of(FunctionRole.allow("mq:DescribeBroker", broker.arn()))).build();
    }

    private void verify(EventSource source, BrokerTasks tasks) {
        if (options.verify() != Verification.OFF) {
            new Verified(stack,
                    new Verified.Props(jars.operations(), options.verify(), source, tasks, options.queues())).step()
                    .getNode().addDependency(source);
        }
    }

    private void observe(BrokerTasks tasks, IDependable topology) {
        if (options.has(Feature.OBSERVATION)) {
            new Observation(stack, tasks).getNode().addDependency(topology);
        }
    }
}
