package io.github.rabbitlambda.constructs;

import io.github.rabbitlambda.constructs.network.ClientNetwork;
import io.github.rabbitlambda.constructs.network.EndpointAccess;
import io.github.rabbitlambda.constructs.operation.DeploymentStep;
import io.github.rabbitlambda.constructs.operation.SharedOperations;
import io.github.rabbitlambda.constructs.options.ConsumerPermissions;
import io.github.rabbitlambda.constructs.options.QueueOptions;
import io.github.rabbitlambda.constructs.options.Refusal;
import io.github.rabbitlambda.constructs.options.UserOptions;
import io.github.rabbitlambda.constructs.resource.BrokerTasks;
import io.github.rabbitlambda.constructs.resource.Rotation;
import io.github.rabbitlambda.constructs.resource.StepAccess;
import io.github.rabbitlambda.constructs.resource.Topology;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.TimeConversionOptions;
import software.amazon.awscdk.services.ec2.Connections;
import software.amazon.awscdk.services.ec2.IConnectable;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.Construct;

/**
 * Virtual host, queues with delivery limit, their queue of dead letters, and the exchange in front of shards, declared on the
 * broker by each deployment before a mapping reads them. With an administrator's credentials it also makes two users, a consumer
 * for mappings and a publisher for test messages. What exists on the broker otherwise is not touched, and nothing is removed. A
 * function in the broker's network does it, with the credentials of the broker; it also publishes test messages.
 */
public final class RabbitMqTopology extends Construct implements IConnectable {
    private final BrokerBase broker;
    private final QueueOptions queues;
    private final BrokerTasks tasks;
    private final Connections connections;
    private final boolean declares;
    private final TopologyUsers users;
    private @Nullable Policy stepAccess;

    private RabbitMqTopology(Construct scope, String id, Builder given) {
        super(scope, id);
        broker = BrokerBase.of(Required.of("broker", given.broker));
        queues = Required.of("queues", given.queues).on(broker.options());
        declares = given.declares();
        users = TopologyUsers.of(this, broker, given.users(), Optional.ofNullable(given.encryptionKey));
        broker.endpoints().ifPresent(endpoints -> users.pass(endpoints, endpoints.account()));
        tasks = new BrokerTasks(this, SharedOperations.of(this).functions(), new BrokerTasks.Props(users.secrets(),
                users.options(), users.rotated().values(), broker.isInVpc()));
        List<ISecurityGroup> groups = broker.network().operationsGroups(this);
        connections = Connections.Builder.create().securityGroups(groups).build();
        ClientNetwork clients = broker.clients().withOperationsGroups(groups);
        tasks.connectTo(broker.consumed(), clients, queues);
        if (declares) {
            declare(clients);
        }
    }

    private void declare(ClientNetwork clients) {
        DeploymentStep declared = new Topology(this, SharedOperations.of(this).steps(),
                new Topology.Props(tasks, broker.consumed(), queues, users.secrets(), users.options())).step();
        clients.connections().forEach(declared.getNode()::addDependency);
        declared.getNode().addDependency(stepAccess());
        users.options().rotationDays().ifPresent(days -> new Rotation(this, tasks, days, users.rotated()).getNode()
                .addDependency(declared));
    }

    /** With it the deployment's steps call the function. Made when the first of them needs it. */
    Policy stepAccess() {
        if (stepAccess == null) {
            stepAccess = StepAccess.onTasks(this, SharedOperations.of(this).steps(), tasks);
        }
        return stepAccess;
    }

    /** With it mappings sign in: of the consumer that the topology makes, or of the one user that the broker was given. */
    public ISecret getConsumerSecret() {
        return users.secrets().consumer();
    }

    /** With it test messages are published and messages put back. */
    public ISecret getPublisherSecret() {
        return users.secrets().publisher();
    }

    /** As {@link IRabbitMqBroker#grantConsume}, with the secret of the consumer. */
    public Grant grantConsume(IGrantable grantee) {
        return broker.grantConsume(grantee, getConsumerSecret());
    }

    UserOptions users() {
        return users.options();
    }

    void passThrough(EndpointAccess endpoints) {
        users.pass(endpoints, tasks.role());
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
        private @Nullable ConsumerPermissions consumerPermissions;
        private @Nullable Duration rotation;
        private @Nullable IKey encryptionKey;

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

        /**
         * What the consumer may do; by default it reads the queues, and configures and writes nothing. AWS does not document what a
         * mapping needs.
         */
        public Builder consumerPermissions(ConsumerPermissions permissions) {
            consumerPermissions = permissions;
            return this;
        }

        /**
         * Has Secrets Manager rotate the passwords after whole days, 1 to 1000: of the consumer, the publisher and the administrator
         * whose secret a new broker generated. Off by default.
         */
        public Builder rotation(Duration interval) {
            rotation = interval;
            return this;
        }

        /** Encrypts the secrets of the users that are made; the broker's key by default. */
        public Builder encryptionKey(IKey key) {
            encryptionKey = key;
            return this;
        }

        private UserOptions users() {
            return new UserOptions(Optional.ofNullable(consumerPermissions),
                    Optional.ofNullable(rotation).map(Builder::days));
        }

        private static int days(Duration interval) {
            double days = interval.toDays(TimeConversionOptions.builder().integral(false).build()).doubleValue();
            if (days != Math.rint(days)) {
                throw Refusal.of("rotation", "whole days", interval.formatTokenToNumber(),
                        "Secrets Manager takes no parts of them");
            }
            return UserOptions.ROTATION_DAYS.check("rotation", (int) days);
        }

        private boolean declares() {
            if (!declare && broker instanceof RabbitMqBroker) {
                throw Refusal.of("declare", "true", declare, "a new broker has no queues yet");
            }
            if (!declare && broker != null && BrokerBase.of(broker).isAdministrated()) {
                throw Refusal.of("declare", "true", declare, "the broker was given administratorCredentials, and nobody"
                        + " else makes the user that consumes");
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
