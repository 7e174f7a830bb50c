package io.github.rabbitlambda.constructs;

import io.github.rabbitlambda.constructs.network.ExistingNetwork;
import io.github.rabbitlambda.constructs.network.Network;
import io.github.rabbitlambda.constructs.network.ServiceNetwork;
import io.github.rabbitlambda.constructs.resource.ConsumedBroker;
import java.util.Optional;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.Connections;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.Construct;

/**
 * A broker that exists.
 */
final class ImportedRabbitMqBroker extends BrokerBase {
    private final RabbitMqBrokerAttributes attributes;
    private final Network network;

    ImportedRabbitMqBroker(Construct scope, String id, RabbitMqBrokerAttributes attributes) {
        super(scope, id);
        this.attributes = attributes;
        network = attributes.vpc().map(this::existing).orElseGet(ServiceNetwork::new);
        attributes.engineVersion().ifPresent(version -> options());
    }

    private Network existing(IVpc vpc) {
        return new ExistingNetwork(Stack.of(this), vpc, SubnetIds.of(vpc, attributes.vpcSubnets().orElseThrow()),
                attributes.securityGroups());
    }

    @Override
    ConsumedBroker consumed() {
        return new Consumed(attributes);
    }

    @Override
    Network network() {
        return network;
    }

    @Override
    boolean isAdministrated() {
        return attributes.isAdministrated();
    }

    @Override
    public ISecret getCredentials() {
        return attributes.credentials();
    }

    @Override
    public Connections getConnections() {
        return withGroups(Connections.Builder.create().securityGroups(attributes.securityGroups())
                .defaultPort(Port.tcp(5671)).build());
    }

    /** The ARN is arn:PARTITION:mq:REGION:ACCOUNT:broker:NAME:ID. */
    private record Consumed(RabbitMqBrokerAttributes attributes) implements ConsumedBroker {
        @Override
        public String name() {
            return Fn.select(6, Fn.split(":", arn()));
        }

        @Override
        public String id() {
            return Fn.select(7, Fn.split(":", arn()));
        }

        @Override
        public String arn() {
            return attributes.brokerArn();
        }

        @Override
        public String amqpEndpoint() {
            return attributes.amqpsEndpoint();
        }

        @Override
        public String console() {
            return attributes.consoleUrl().orElseGet(ConsumedBroker.super::console);
        }

        /** Nobody says whether it is a cluster, where each node tells its own counts. */
        @Override
        public Optional<String> metrics() {
            return Optional.empty();
        }

        @Override
        public String engineVersion() {
            return attributes.engineVersion().orElse("");
        }
    }
}
