package io.github.rabbitlambda.constructs;

import io.github.rabbitlambda.constructs.network.EndpointAccess;
import io.github.rabbitlambda.constructs.network.Network;
import io.github.rabbitlambda.constructs.options.BrokerOptions;
import io.github.rabbitlambda.constructs.options.DeploymentMode;
import io.github.rabbitlambda.constructs.resource.Broker;
import io.github.rabbitlambda.constructs.resource.BrokerName;
import io.github.rabbitlambda.constructs.resource.ConsumedBroker;
import io.github.rabbitlambda.constructs.resource.Credentials;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.Connections;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.Construct;

/**
 * A new broker with its network and, unless they are given, its credentials. A change of deployment mode, network, key or
 * zones makes another broker, and the messages of the old one are lost.
 */
public final class RabbitMqBroker extends BrokerBase {
    private final ISecret credentials;
    private final Optional<IKey> key;
    private final RabbitMqNetwork.Built network;
    private final Broker broker;
    private boolean isRotationTaken;

    private RabbitMqBroker(Construct scope, String id, Builder given) {
        super(scope, id);
        BrokerOptions options = given.options();
        key = Optional.ofNullable(given.encryptionKey);
        isRotationTaken = given.credentials != null;
        credentials = given.credentials == null
                ? new Credentials(this, "Credentials", Credentials.Props.administrator(false, key)).secret()
                : Required.complete("credentials", given.credentials);
        network = given.network.build(this, options, credentials);
        String name = BrokerName.of(Stack.of(this), options.deploymentMode(),
                network.network().placement().fingerprint()
                        + getNode().getPath() + key.map(IKey::getKeyArn).map(Stack.of(this)::resolve).orElse(""));
        broker = new Broker(this, new Broker.Props(name, options, options.deploymentMode(),
                network.network().placement(), credentials, key));
    }

    /**
     * A broker that exists. Nothing of it is changed, but for ingress rules on those of its groups that may be changed
     * when a construct calls the broker.
     */
    public static IRabbitMqBroker fromAttributes(Construct scope, String id, RabbitMqBrokerAttributes attributes) {
        return new ImportedRabbitMqBroker(scope, id, attributes);
    }

    @Override
    ConsumedBroker consumed() {
        return broker;
    }

    @Override
    Network network() {
        return network.network();
    }

    @Override
    boolean isAdministrated() {
        return true;
    }

    @Override
    Optional<IKey> usersKey() {
        return key;
    }

    @Override
    Construct usersScope(RabbitMqTopology topology) {
        return this;
    }

    @Override
    boolean takeAdministratorsRotation() {
        boolean isFirst = !isRotationTaken;
        isRotationTaken = true;
        return isFirst;
    }

    @Override
    Optional<EndpointAccess> endpoints() {
        return network.endpoints();
    }

    @Override
    public ISecret getCredentials() {
        return credentials;
    }

    @Override
    public Connections getConnections() {
        return withGroups(network.connections());
    }

    public static final class Builder {
        private final Construct scope;
        private final String id;
        private String engineVersion = "4.3";
        private String instanceType = "mq.m7g.medium";
        private DeploymentMode deploymentMode = DeploymentMode.SINGLE_INSTANCE;
        private List<String> availabilityZones = List.of();
        private RabbitMqNetwork network = RabbitMqNetwork.isolatedSubnets();
        private @Nullable ISecret credentials;
        private @Nullable IKey encryptionKey;

        private Builder(Construct scope, String id) {
            this.scope = scope;
            this.id = id;
        }

        public static Builder create(Construct scope, String id) {
            return new Builder(scope, id);
        }

        /** 3.13, 4.2 or 4.3; 4.3 by default. */
        public Builder engineVersion(String version) {
            engineVersion = version;
            return this;
        }

        /** mq.m7g.medium by default, which Amazon MQ's sizing guide calls an instance for testing. */
        public Builder instanceType(String type) {
            instanceType = type;
            return this;
        }

        /** One instance by default. */
        public Builder deploymentMode(DeploymentMode mode) {
            deploymentMode = mode;
            return this;
        }

        /** Names of zones for a VPC that is made, refused elsewhere; the Region's first ones by default. */
        public Builder availabilityZones(List<String> zones) {
            availabilityZones = List.copyOf(zones);
            return this;
        }

        /** Isolated subnets of a new VPC, with endpoints, by default. */
        public Builder network(RabbitMqNetwork place) {
            network = place;
            return this;
        }

        /** The administrator's, with username and password; a generated one by default. It is never rotated if it is given. */
        public Builder credentials(ISecret secret) {
            credentials = secret;
            return this;
        }

        /** Encrypts the broker, the generated secret and those of the users that topologies make; keys of AWS do by default. */
        public Builder encryptionKey(IKey key) {
            encryptionKey = key;
            return this;
        }

        private BrokerOptions options() {
            BrokerOptions options = new BrokerOptions(engineVersion, instanceType, deploymentMode, availabilityZones);
            network.check(options);
            return options;
        }

        /**
         * @throws io.github.rabbitlambda.constructs.options.Refusal
         *             if Amazon MQ would refuse it
         */
        public RabbitMqBroker build() {
            return new RabbitMqBroker(scope, id, this);
        }
    }
}
