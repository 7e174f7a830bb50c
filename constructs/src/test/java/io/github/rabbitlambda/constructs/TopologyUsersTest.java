package io.github.rabbitlambda.constructs;

import static io.github.rabbitlambda.constructs.UserStacks.ADMINISTRATOR;
import static io.github.rabbitlambda.constructs.UserStacks.EXISTING;
import static io.github.rabbitlambda.constructs.UserStacks.NEW;
import static io.github.rabbitlambda.constructs.UserStacks.SCHEDULE;
import static io.github.rabbitlambda.constructs.UserStacks.SECRET;
import static io.github.rabbitlambda.constructs.UserStacks.administrated;
import static io.github.rabbitlambda.constructs.UserStacks.assertRefused;
import static io.github.rabbitlambda.constructs.UserStacks.id;
import static io.github.rabbitlambda.constructs.UserStacks.onNewBroker;
import static io.github.rabbitlambda.constructs.UserStacks.permissions;
import static io.github.rabbitlambda.constructs.UserStacks.policiesOf;
import static io.github.rabbitlambda.constructs.UserStacks.topology;
import static io.github.rabbitlambda.constructs.UserStacks.variables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rabbitlambda.constructs.options.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;

/** As whom a topology consumes and publishes, and who reads which secret. */
class TopologyUsersTest {
    // whoever may run the function's code could read what its role may read
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void theMappingsRoleReadsTheConsumersSecretAlone(boolean isNew) {
        Synthesised stack = isNew ? NEW : EXISTING;
        String consumer = id(stack, SECRET, "Consumer");
        assertThat(stack.only("AWS::Lambda::EventSourceMapping").get("SourceAccessConfigurations").toString())
                .isEqualTo("[{\"Type\":\"BASIC_AUTH\",\"URI\":{\"Ref\":\"" + consumer + "\"}}]");
        String policies = policiesOf(stack, id(stack, "AWS::IAM::Role", "FunctionServiceRole"));
        assertThat(policies).contains("secretsmanager:GetSecretValue").contains(consumer).doesNotContain(ADMINISTRATOR,
                id(stack, SECRET, "Publisher"));
        stack.ofType(SECRET).keySet().stream().filter(secret -> secret.contains("Credentials"))
                .forEach(secret -> assertThat(policies).doesNotContain(secret));
    }

    @Test
    void theTopologysFunctionHasAllThree() {
        assertThat(variables(EXISTING).get("BROKER_SECRET_ARN").asText()).isEqualTo(ADMINISTRATOR);
        assertThat(variables(EXISTING).get("CONSUMER_SECRET_ARN").get("Ref").asText())
                .isEqualTo(id(EXISTING, SECRET, "Consumer"));
        assertThat(variables(EXISTING).get("PUBLISHER_SECRET_ARN").get("Ref").asText())
                .isEqualTo(id(EXISTING, SECRET, "Publisher"));
        assertThat(variables(EXISTING).get("BROKER_ARN").asText())
                .isEqualTo("arn:aws-us-gov:mq:us-gov-west-1:123456789012:broker:shop:b-1");
        assertThat(policiesOf(EXISTING, id(EXISTING, "AWS::IAM::Role", "BrokerTasksRole"))).contains(ADMINISTRATOR,
                id(EXISTING, SECRET, "Consumer"), id(EXISTING, SECRET, "Publisher"));
    }

    // CloudFormation runs the step again only when one of its properties changes
    @Test
    void theStepChangesWithSecretsAndPermissions() {
        JsonNode step = EXISTING.only("Custom::Topology");
        assertThat(step.get("ConsumerSecretArn").get("Ref").asText()).isEqualTo(id(EXISTING, SECRET, "Consumer"));
        assertThat(step.get("PublisherSecretArn").get("Ref").asText()).isEqualTo(id(EXISTING, SECRET, "Publisher"));
        assertThat(step.get("ConsumerPermissions").toString())
                .isEqualTo("{\"configure\":\"\",\"read\":\"^orders$\",\"write\":\"\"}");
        assertThat(variables(EXISTING).get("CONSUMER_PERMISSIONS").asText())
                .isEqualTo("{\"configure\":\"\",\"read\":\"^orders$\",\"write\":\"\"}");
        assertThat(variables(NEW).has("CONSUMER_PERMISSIONS")).isFalse();
        assertThat(NEW.only("Custom::Topology").has("ConsumerPermissions")).isFalse();
    }

    // the second of two topologies would give the first one's user another password
    @Test
    void everyTopologyOfABrokerHasUsersOfItsOwn() {
        Synthesised stack = Synthesised.of(app -> {
            Stack two = new Stack(app, "Two");
            RabbitMqBroker broker = RabbitMqBroker.Builder.create(two, "Broker").build();
            topology(two, "One", broker).rotation(Duration.days(1)).build();
            topology(two, "Other", broker).rotation(Duration.days(1000)).build();
            return two;
        });
        List<String> users = stack.ofType(SECRET).values().stream()
                .map(secret -> secret.at("/Properties/GenerateSecretString/SecretStringTemplate").asText()).toList();
        assertThat(users).hasSize(5).doesNotHaveDuplicates().contains("{\"username\":\"rabbitlambda\"}")
                .filteredOn(user -> !user.contains("rabbitlambda"))
                .allMatch(user -> user.matches("\\{\"username\":\"(consumer|publisher)-[0-9a-f]{8}-a\"}"));
        // a secret has one schedule, so only the first topology rotates the administrator's
        assertThat(stack.ofType(SCHEDULE).values().stream().map(schedule -> schedule.at("/Properties/SecretId")))
                .hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void anotherDeploymentKeepsTheUsersNames() {
        assertThat(Synthesised.of(app -> onNewBroker(app, "New", same -> same)).ofType(SECRET).keySet())
                .isEqualTo(NEW.ofType(SECRET).keySet());
    }

    @Test
    void aBrokerOfItsOwnUserHasOneSecret() {
        Stack stack = new Stack(new App(), "Own");
        IRabbitMqBroker broker = TestBrokers.broker(stack);
        RabbitMqTopology topology = topology(stack, "Topology", broker).build();
        assertThat(topology.getConsumerSecret()).isSameAs(broker.getCredentials())
                .isSameAs(topology.getPublisherSecret());
        assertRefused(topology(stack, "Rotated", broker).rotation(Duration.days(30)),
                "rotation must be left out (given 30 days): the broker was given credentials of a user that exists;"
                        + " import it with administratorCredentials, and the topology makes users");
        assertRefused(topology(stack, "Permitted", broker).consumerPermissions(permissions()),
                "consumerPermissions must be left out (given {configure=, read=^orders$, write=}): the broker was given"
                        + " credentials of a user that exists; import it with administratorCredentials, and the topology"
                        + " makes users");
    }

    @Test
    void refusesWhatNobodyCouldConsume() {
        Stack stack = new Stack(new App(), "Nobody");
        IRabbitMqBroker broker = administrated(stack);
        assertRefused(topology(stack, "Topology", broker).declare(false),
                "declare must be true (given false): the broker was given administratorCredentials, and nobody else makes"
                        + " the user that consumes");
        RabbitMqQueues queues = RabbitMqQueues.Builder.create("orders").build();
        assertThatThrownBy(() -> RabbitMqEventSource.Builder.create(broker, queues).build()).isInstanceOf(Refusal.class)
                .hasMessage(
                        "broker must be imported with credentials (given administratorCredentials of Nobody/Broker):"
                                + " whoever may run the function's code could read the administrator's password;"
                                + " create(topology) makes a user that only consumes");
        assertThatThrownBy(() -> broker.grantConsume(TestFunctions.node(stack, "Function")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("grantConsume must be called on a topology (given Nobody/Broker, whose credentials are its"
                        + " administrator's): the topology makes the user that consumes");
    }

    @Test
    void grantsTheConsumersSecret() {
        Synthesised stack = Synthesised.of(app -> {
            Stack granted = new Stack(app, "Granted");
            topology(granted, "Topology", administrated(granted)).build()
                    .grantConsume(TestFunctions.node(granted, "Function"));
            return granted;
        });
        assertThat(policiesOf(stack, id(stack, "AWS::IAM::Role", "FunctionServiceRole")))
                .contains("mq:DescribeBroker").contains(id(stack, SECRET, "Consumer")).doesNotContain(ADMINISTRATOR);
    }
}
