package io.github.rabbitlambda.acceptance.rehearsal.aws;

import io.github.rabbitlambda.acceptance.rehearsal.stack.Account;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Deployed;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Json;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Kind;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Made;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Order;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Refused;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.http.client.Client;
import com.rabbitmq.http.client.domain.UserPermissions;

/**
 * Amazon MQ: AWS::AmazonMQ::Broker and DescribeBroker.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-amazonmq-broker.html">
 *      AWS::AmazonMQ::Broker</a>
 */
public final class Brokers implements Service, Kind {
    private static final String TYPE = "AWS::AmazonMQ::Broker";
    private static final List<String> CREATE_ONLY = List.of("BrokerName", "DeploymentMode", "EngineType",
            "PubliclyAccessible", "StorageType", "SubnetIds");

    private final Things things;
    private final Secrets secrets;
    private final Network network;
    private final DefaultVpc defaultVpc;
    private volatile Duration creation = Duration.ZERO;
    private final Map<String, Broker> brokers = new ConcurrentHashMap<>();

    public Brokers(Things things, Secrets secrets, Network network, DefaultVpc defaultVpc) {
        this.things = things;
        this.secrets = secrets;
        this.network = network;
        this.defaultVpc = defaultVpc;
    }

    @Override
    public Made create(Order order) {
        String name = order.text("BrokerName");
        if (brokers.values().stream().anyMatch(other -> other.properties().get("BrokerName").textValue()
                .equals(name))) {
            throw new Refused("Broker name [" + name + "] already exists (Service: AmazonMQ, ConflictException)");
        }
        awaitCreation();
        Broker broker = new Broker("b-" + UUID.randomUUID(), defaultVpc.placed(order.properties()),
                BrokerNodes.take());
        addUsers(broker);
        brokers.put(broker.id(), broker);
        things.put(TYPE, broker.id(), broker.properties());
        network.addBroker(broker.host(), broker.node().tlsUri().port(), broker.node().managementPort());
        return Made.of(broker.id()).with("Arn", broker.arn())
                .with("AmqpEndpoints", Json.array(List.of("amqps://" + broker.host() + ":5671")))
                .with("ConsoleURLs", Json.array(List.of("https://" + broker.host())));
    }

    /** How long the creation of a broker takes here. */
    public void takeTime(Duration time) {
        creation = time;
    }

    private void awaitCreation() {
        try {
            Thread.sleep(creation);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void addUsers(Broker broker) {
        Client management = BrokerNodes.management(broker.node());
        broker.properties().get("Users").forEach(user -> {
            String name = secrets.reveal(user.get("Username").textValue());
            management.createUser(name, secrets.reveal(user.get("Password").textValue()).toCharArray(),
                    new ArrayList<>(List.of("administrator")));
            management.updatePermissions("/", name, everything());
        });
    }

    private static UserPermissions everything() {
        UserPermissions permissions = new UserPermissions();
        permissions.setConfigure(".*");
        permissions.setRead(".*");
        permissions.setWrite(".*");
        return permissions;
    }

    @Override
    public boolean isReplacedBy(JsonNode before, JsonNode after) {
        return CREATE_ONLY.stream().anyMatch(name -> !before.path(name).equals(after.path(name)));
    }

    @Override
    public Made update(Deployed before, Order order) {
        if (!before.properties().path("SecurityGroups").equals(order.properties().path("SecurityGroups"))) {
            throw new Refused("You can't update the security groups of a RabbitMQ broker (BadRequestException).");
        }
        Broker changed = new Broker(before.physicalId(), defaultVpc.placed(order.properties()),
                brokers.get(before.physicalId()).node());
        brokers.put(changed.id(), changed);
        return before.made();
    }

    @Override
    public void delete(Deployed resource) {
        Broker broker = brokers.remove(resource.physicalId());
        things.remove(TYPE, resource.physicalId());
        BrokerNodes.giveBack(broker.node());
    }

    public Optional<Broker> find(String arn) {
        return Optional.ofNullable(brokers.get(Arns.last(arn)));
    }

    /** The only broker. */
    public Broker only() {
        return brokers.values().iterator().next();
    }

    /** Gives nodes back that a failed test has left. */
    public void release() {
        brokers.values().forEach(broker -> BrokerNodes.giveBack(broker.node()));
        brokers.clear();
    }

    @Override
    public Access access(Call call) {
        String id = call.path().substring(call.path().lastIndexOf('/') + 1);
        return Access.to("mq:DescribeBroker",
                find(id).map(Broker::arn).orElse(Account.arn("mq", "broker:unknown:" + id)));
    }

    @Override
    public Reply answer(Call call) {
        String id = call.path().substring(call.path().lastIndexOf('/') + 1);
        return find(id).map(broker -> Reply.json(200, broker.json())).orElseGet(
                () -> Reply.error(404, "NotFoundException", "Can't find requested broker [" + id + "]."));
    }
}
