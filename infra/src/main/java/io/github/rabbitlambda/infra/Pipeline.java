package io.github.rabbitlambda.infra;

import io.github.rabbitlambda.constructs.resource.Broker;
import io.github.rabbitlambda.constructs.resource.BrokerName;
import io.github.rabbitlambda.constructs.resource.BrokerTasks;
import io.github.rabbitlambda.constructs.resource.ChangeGuard;
import io.github.rabbitlambda.constructs.resource.DeploymentVerification;
import io.github.rabbitlambda.constructs.resource.EventSource;
import io.github.rabbitlambda.constructs.resource.EventSourceCleanup;
import io.github.rabbitlambda.constructs.resource.FailureQueue;
import io.github.rabbitlambda.constructs.resource.IdempotencyTable;
import io.github.rabbitlambda.constructs.resource.Listener;
import io.github.rabbitlambda.constructs.resource.Metrics;
import io.github.rabbitlambda.constructs.resource.Monitoring;
import io.github.rabbitlambda.constructs.resource.Observation;
import io.github.rabbitlambda.constructs.resource.Replay;
import io.github.rabbitlambda.constructs.resource.StepAccess;
import io.github.rabbitlambda.constructs.resource.Topology;
import io.github.rabbitlambda.constructs.network.BrokerPlacement;
import io.github.rabbitlambda.constructs.network.ClientNetwork;
import io.github.rabbitlambda.constructs.network.Network;
import io.github.rabbitlambda.constructs.operation.DeploymentStep;
import io.github.rabbitlambda.constructs.operation.FunctionRole;
import io.github.rabbitlambda.constructs.operation.Operations;
import io.github.rabbitlambda.constructs.operation.Steps;
import io.github.rabbitlambda.infra.options.Feature;
import io.github.rabbitlambda.infra.options.Options;
import io.github.rabbitlambda.constructs.options.Parking;
import io.github.rabbitlambda.constructs.options.Verification;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.iam.Policy;
import software.constructs.IDependable;

/**
 * The constructs of a stack, from the queue to the function, in the order in which CloudFormation creates them. It
 * deletes them in the reverse order.
 */
final class Pipeline {
    private final Stack stack;
    private final Options options;
    private final NetworkChoice choice;
    private final AccountResources account;
    private final Operations operations;
    private final Users users;
    private final Optional<FailureQueue> failures;
    private final Steps steps;
    private final Listener listener;
    private final BrokerTasks tasks;

    Pipeline(Stack stack, Options options, NetworkChoice choice) {
        this.stack = stack;
        this.options = options;
        this.choice = choice;
        new Warnings(stack, options);
        account = new AccountResources(stack, options.stack());
        operations = new Operations(options.jars().operations(),
                Operations.logs(stack, "OperationsLogs", account.key()));
        users = new Users(stack, options.users(), account.key());
        steps = new Steps(stack, operations.with(options.jars().steps()), choice.stepStatements());
        failures = Optional.of(options.parking()).filter(parking -> parking != Parking.NONE)
                .map(parking -> new FailureQueue(stack, "Failures",
                        new FailureQueue.Props(parking, steps, account.key())));
        listener = new Listener(stack, "Listener", options.listener(),
                new Listener.Resources(Optional.of(users.secrets().consumer()), failures, idempotencyTable(),
                        options.queues().retryDelay(), account.key()));
        tasks = new BrokerTasks(stack, operations,
                users.tasks(choice.inVpc()));
        connect(choice.build(stack, steps, users.endpoints(listener, tasks)));
    }

    private Optional<IdempotencyTable> idempotencyTable() {
        return options.has(Feature.IDEMPOTENCY)
                ? Optional.of(new IdempotencyTable(stack, account.key()))
                : Optional.empty();
    }

    private void connect(Network network) {
        Broker broker = broker(network.placement());
        ClientNetwork clients = network.clientNetwork(broker.id());
        tasks.connectTo(broker, clients, options.queues());
        Policy describe = describeBroker(broker);
        DeploymentStep topology = topology(broker, clients, describe);
        EventSource source = new EventSource(stack, "EventSource", new EventSource.Props(listener::alias, broker,
                users.secrets().consumer(), options.queues(), options.mapping()));
        source.getNode().addDependency(topology);
        users.rotate(tasks, listener, topology);
        Optional<DeploymentStep> verification = watch(source, broker, clients, describe);
        Optional<Replay> replay = failures
                .map(parked -> new Replay(stack, operations, tasks, options.queues(), parked));
        Optional<Dashboard> dashboard = operate(new Metrics(broker, options.queues(), listener.function(), failures),
                topology);
        new Outputs(stack, new Outputs.Props(options.queues().queues(), tasks.function(), source.ids(),
                Optional.of(listener.logs().getLogGroupName()), Optional.of(broker.id()),
                verification.map(step -> step.text("Result")), replay.map(Replay::function),
                failures.map(parked -> parked.queue().getQueueUrl()), dashboard, broker.console(),
                users.outputs(),
                network.placement().publiclyAccessible()));
    }

    /** Roles and policies exist before the broker, whose creation takes minutes, in which they take effect. */
    private Broker broker(BrokerPlacement placement) {
        String name = BrokerName.of(stack, choice.deploymentMode(),
                placement.fingerprint() + options.stack().kmsKey().orElse(""));
        DeploymentStep guard = new ChangeGuard(stack, steps,
                new ChangeGuard.Props(placement, name, options.queues(), options.broker().engineVersion(),
                        options.has(Feature.REPLACE_BROKER), options.parking(), failures))
                .step();
        Broker broker = new Broker(stack,
                new Broker.Props(name, options.broker(), choice.deploymentMode(), placement, users.secrets().broker(),
                        account.key()));
        broker.getNode().addDependency(guard, listener.role(), tasks.role());
        return broker;
    }

    private DeploymentStep topology(Broker broker, ClientNetwork clients, Policy describe) {
        DeploymentStep topology = new Topology(stack, steps,
                new Topology.Props(tasks, broker, options.queues(), users.secrets(), options.users())).step();
        clients.connections().forEach(topology.getNode()::addDependency);
        topology.getNode().addDependency(describe, StepAccess.onTasks(stack, steps, tasks));
        return topology;
    }

    /** The one permission that names the broker. It takes effect while the topology is declared. */
    private Policy describeBroker(Broker broker) {
        return Policy.Builder.create(stack, "DescribeBroker").roles(List.of(listener.role()))
                .statements(List.of(FunctionRole.allow("mq:DescribeBroker", broker.arn()))).build();
    }

    private Optional<DeploymentStep> watch(EventSource source, Broker broker, ClientNetwork clients, Policy describe) {
        boolean isVerified = options.verify() != Verification.OFF;
        if (!choice.inVpc() && !isVerified) {
            return Optional.empty();
        }
        Policy access = StepAccess.onMappings(stack, steps, listener.function(), choice.inVpc());
        broker.getNode().addDependency(access);
        if (choice.inVpc()) {
            cleanUp(source, broker, clients, describe, access);
        }
        return isVerified ? Optional.of(verify(source, access)) : Optional.empty();
    }

    private DeploymentStep verify(EventSource source, Policy access) {
        DeploymentStep verification = new DeploymentVerification(stack, steps,
                new DeploymentVerification.Props(options.verify(), source, tasks, options.queues())).step();
        verification.getNode().addDependency(source, access);
        return verification;
    }

    /** The clean-up is deleted after the mappings and before everything that the mappings' interfaces need. */
    private void cleanUp(EventSource source, Broker broker, ClientNetwork clients, IDependable... permissions) {
        DeploymentStep cleanup = new EventSourceCleanup(stack, steps, listener.function(), broker, clients).step();
        cleanup.getNode().addDependency(permissions);
        clients.connections().forEach(cleanup.getNode()::addDependency);
        source.getNode().addDependency(cleanup);
    }

    private Optional<Dashboard> operate(Metrics metrics, IDependable topology) {
        if (options.has(Feature.OBSERVATION)) {
            new Observation(stack, tasks).getNode().addDependency(topology);
        }
        if (!options.profile().isOperated()) {
            return Optional.empty();
        }
        Monitoring monitoring = new Monitoring(stack, metrics, new Monitoring.Props(options.has(Feature.OBSERVATION),
                options.listener().timeout(), options.mapping(), options.queues(), options.users(),
                account.alarmActions()));
        AlarmAdvice.addTo(monitoring.alarms(), stack, options);
        return Optional.of(monitoring.dashboard());
    }
}
