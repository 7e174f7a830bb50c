package io.github.rabbitlambda.constructs;

import io.github.rabbitlambda.constructs.network.ClientNetwork;
import io.github.rabbitlambda.constructs.operation.DeploymentStep;
import io.github.rabbitlambda.constructs.operation.SharedOperations;
import io.github.rabbitlambda.constructs.options.QueueOptions;
import io.github.rabbitlambda.constructs.options.Refusal;
import io.github.rabbitlambda.constructs.resource.BrokerTasks;
import io.github.rabbitlambda.constructs.resource.StepAccess;
import io.github.rabbitlambda.constructs.resource.Topology;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.ec2.Connections;
import software.amazon.awscdk.services.ec2.IConnectable;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.lambda.IFunction;
import software.constructs.Construct;

/**
 * Virtual host, queues with delivery limit, their queue of dead letters, and the exchange in front of shards, declared on the
 * broker by each deployment before a mapping reads them. What exists on the broker otherwise is not touched, and nothing is
 * removed. A function in the broker's network does it, with the credentials of the broker; it also publishes test messages.
 */
public final class RabbitMqTopology extends Construct implements IConnectable {
    private final BrokerBase broker;
    private final QueueOptions queues;
    private final BrokerTasks tasks;
    private final Connections connections;
    private final boolean declares;
    private @Nullable Policy stepAccess;

    private RabbitMqTopology(Construct scope, String id, Builder given) {
        super(scope, id);
        broker = BrokerBase.of(Required.of("broker", given.broker));
        queues = Required.of("queues", given.queues).on(broker.options());
        declares = given.declares();
        tasks = new BrokerTasks(this, SharedOperations.of(this).functions(), broker.getCredentials(), broker.isInVpc());
        List<ISecurityGroup> groups = broker.network().operationsGroups(this);
        connections = Connections.Builder.create().securityGroups(groups).build();
        ClientNetwork clients = broker.clients().withOperationsGroups(groups);
        tasks.connectTo(broker.consumed(), clients, queues);
        if (declares) {
            declare(clients);
        }
    }

    private void declare(ClientNetwork clients) {
        DeploymentStep declared = new Topology(this, SharedOperations.of(this).steps(), tasks, broker.consumed(),
                queues)
                .step();
        clients.connections().forEach(declared.getNode()::addDependency);
        declared.getNode().addDependency(stepAccess());
    }

    /** With it the deployment's steps call the function. Made when the first of them needs it. */
    Policy stepAccess() {
        if (stepAccess == null) {
            stepAccess = StepAccess.onTasks(this, SharedOperations.of(this).steps(), tasks);
        }
        return stepAccess;
    }

    boolean declares() {
        return declares;
    }

    BrokerBase broker() {
        return broker;
    }

    QueueOptions queues() {
        return queues;
    }

    BrokerTasks tasks() {
        return tasks;
    }

    /** Takes {@code {"task":"publish","count":10}} and {@code {"task":"observe"}}. */
    public IFunction getTasksFunction() {
        return tasks.function();
    }

    /**
     * Of the function that calls the broker, on 5671 and 443: for rules of groups that were imported with
     * {@code mutable(false)}. Empty for a public broker and in the default VPC, where it shares the broker's group.
     */
    @Override
    public Connections getConnections() {
        return connections;
    }

    public static final class Builder {
        private final Construct scope;
        private final String id;
        private @Nullable IRabbitMqBroker broker;
        private @Nullable RabbitMqQueues queues;
        private boolean declare = true;

        private Builder(Construct scope, String id) {
            this.scope = scope;
            this.id = id;
        }

        public static Builder create(Construct scope, String id) {
            return new Builder(scope, id);
        }

        public Builder broker(IRabbitMqBroker declaredOn) {
            broker = declaredOn;
            return this;
        }

        public Builder queues(RabbitMqQueues declared) {
            queues = declared;
            return this;
        }

        /**
         * Whether deployments declare the queues; they do by default. With {@code false} they exist, with the queue of dead
         * letters {@code NAME.dead-letter}, on an imported broker, and the construct is for those that observe, verify or put
         * back messages.
         */
        public Builder declare(boolean declared) {
            declare = declared;
            return this;
        }

        private boolean declares() {
            if (!declare && broker instanceof RabbitMqBroker) {
                throw Refusal.of("declare", "true", declare, "a new broker has no queues yet");
            }
            return declare;
        }

        /**
         * @throws Refusal
         *             if broker or queues are missing, or the broker's version can't have these queues
         */
        public RabbitMqTopology build() {
            return new RabbitMqTopology(scope, id, this);
        }
    }
}
