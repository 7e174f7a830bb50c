package io.github.rabbitlambda.operations.broker;

import com.rabbitmq.http.client.Client;
import com.rabbitmq.http.client.domain.BindingInfo;
import com.rabbitmq.http.client.domain.DestinationType;
import com.rabbitmq.http.client.domain.ExchangeInfo;
import com.rabbitmq.http.client.domain.QueueInfo;
import com.rabbitmq.http.client.domain.UserPermissions;
import io.github.rabbitlambda.operations.OperationFailedException;
import io.github.rabbitlambda.operations.broker.Topology.Binding;
import io.github.rabbitlambda.operations.broker.Topology.Exchange;
import io.github.rabbitlambda.operations.broker.Topology.Queue;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Declares a {@link Topology} as the broker's version takes it. Existing parts that are equal are left alone. Existing
 * parts that differ fail the declaration, because RabbitMQ can change neither queues nor exchanges; a policy it can. They are compared here, since a second
 * declaration does not fail on Amazon MQ, where {@code relaxed_checks_on_redeclaration} accepts differences.
 *
 * <p>Nothing is deleted except the bindings of queues that are no longer shards.
 */
final class TopologyDeclaration {
    private final ManagementApi api;
    private final Topology topology;
    private final String vhost;

    TopologyDeclaration(ManagementApi api, Topology topology) {
        this.api = api;
        this.topology = topology;
        this.vhost = topology.virtualHost();
    }

    /** Also unbinds retired queues from exchanges that the shards used before this declaration. */
    void declare(Optional<String> formerExchange) {
        virtualHost();
        BrokerVersion version = api.version();
        checkRetryDelay(version);
        if (version.appliesLimitsByPolicy()) {
            new PolicyDeclaration(api, vhost, topology.wantedPolicy()).declare();
        }
        topology.wantedExchanges().forEach(this::exchange);
        topology.wantedQueues(version).forEach(this::queue);
        topology.wantedBindings().forEach(this::bind);
        Stream.concat(topology.sharding().map(Topology.Sharding::exchange).stream(), formerExchange.stream()).distinct()
                .forEach(this::unbindRetired);
    }

    private void virtualHost() {
        if (api.call("read the virtual host " + vhost, client -> Optional.ofNullable(client.getVhost(vhost)))
                .isEmpty()) {
            run("create the virtual host " + vhost, client -> client.createVhost(vhost));
        }
        String user = api.username();
        if (api.call("read permissions", client -> client.getPermissionsIn(vhost)).stream()
                .noneMatch(permission -> user.equals(permission.getUser()))) {
            run("grant permissions in the virtual host " + vhost,
                    client -> client.updatePermissions(vhost, user, new UserPermissions(".*", ".*", ".*")));
        }
    }

    /** A listener that holds only briefly needs the broker's delay: without it an outage uses up the delivery limit. */
    private void checkRetryDelay(BrokerVersion version) {
        if (topology.retryDelay().isPresent() && !version.delaysRetries()) {
            throw new OperationFailedException(
                    ("retryDelay needs RabbitMQ 4.3, and the broker runs %s: upgrade the broker first (docs/operate.md, "
                            + "\"Upgrade RabbitMQ\"), or deploy with retryDelay=0")
                            .formatted(version.text()));
        }
    }

    private void exchange(Exchange wanted) {
        api.call("read the exchange " + wanted.name(),
                client -> Optional.ofNullable(client.getExchange(vhost, wanted.name())))
                .ifPresentOrElse(found -> compare(wanted, found),
                        () -> run("declare the exchange " + wanted.name(), client -> client.declareExchange(vhost,
                                wanted.name(),
                                new ExchangeInfo(wanted.type(), true, false, false, wanted.arguments()))));
    }

    private void queue(Queue wanted) {
        api.call("read the queue " + wanted.name(),
                client -> Optional.ofNullable(client.getQueue(vhost, wanted.name())))
                .ifPresentOrElse(found -> compare(wanted, found),
                        () -> run("declare the queue " + wanted.name(),
                                client -> client.declareQueue(vhost, wanted.name(),
                                        new QueueInfo(true, false, false, wanted.arguments()))));
    }

    private void bind(Binding wanted) {
        run("bind the queue " + wanted.queue(), client -> client.bindQueue(vhost, wanted.queue(), wanted.exchange(),
                wanted.routingKey()));
    }

    private void unbindRetired(String exchange) {
        if (api.call("read the exchange " + exchange,
                client -> Optional.ofNullable(client.getExchange(vhost, exchange)))
                .isEmpty()) {
            return;
        }
        List<BindingInfo> bindings = api.call("read the bindings of the exchange " + exchange,
                client -> client.getBindingsBySource(vhost, exchange));
        bindings.stream().filter(binding -> binding.getDestinationType() == DestinationType.QUEUE)
                .filter(binding -> !topology.queues().contains(binding.getDestination()))
                .forEach(binding -> run("unbind the queue " + binding.getDestination(),
                        client -> client.unbindQueue(vhost, binding.getDestination(), exchange,
                                binding.getRoutingKey())));
    }

    private void compare(Exchange wanted, ExchangeInfo found) {
        Difference difference = new Difference("exchange", wanted.name(), vhost);
        difference.add("type", wanted.type(), found.getType());
        difference.add("durable", true, found.isDurable());
        difference.addAll(wanted.arguments(), found.getArguments());
        if (List.of(wanted.type(), found.getType()).stream().allMatch(type -> type.endsWith("-hash"))) {
            difference
                    .refuse(("to keep it, deploy with shardExchange=%s; to replace it, stop the publishers, delete it "
                            + "and deploy again: afterwards a key may go to another queue than before")
                            .formatted(found.getType().replaceFirst("^x-", "")));
        }
        difference.refuse();
    }

    private void compare(Queue wanted, QueueInfo found) {
        Difference difference = new Difference("queue", wanted.name(), vhost);
        difference.add("durable", true, found.isDurable());
        difference.add("auto-delete", false, found.isAutoDelete());
        difference.addAll(topology.wantedOf(found.getArguments(), wanted.arguments()), found.getArguments());
        difference.refuse();
    }

    private void run(String what, Consumer<Client> call) {
        api.call(what, client -> {
            call.accept(client);
            return true;
        });
    }
}
