package io.github.rabbitlambda.constructs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rabbitlambda.constructs.options.Refusal;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.secretsmanager.Secret;

class RabbitMqBrokerAttributesTest {

    private static void assertRefused(UnaryOperator<RabbitMqBrokerAttributes.Builder> change, String message) {
        Stack stack = new Stack();
        assertThatThrownBy(() -> change.apply(TestBrokers.attributes(stack)).build())
                .isInstanceOf(Refusal.class).hasMessageContaining(message);
    }

    @Test
    void tellsWhatTheArnHolds() {
        Stack stack = new Stack();
        IRabbitMqBroker broker = TestBrokers.broker(stack);
        assertThat(broker.getBrokerName()).isEqualTo("shop");
        assertThat(broker.getBrokerId()).isEqualTo("b-1");
        assertThat(broker.getConsoleUrl()).isEqualTo("https://b-1.mq.us-gov-west-1.on.aws");
        assertThat(broker.getEngineVersion()).isEmpty();
        assertThat(broker.isInVpc()).isFalse();
        assertThatThrownBy(broker::getConnections).isInstanceOf(IllegalStateException.class)
                .hasMessage("connections must be of a broker with a security group in this app (given Default/Broker,"
                        + " which is public or in the default VPC): a rule can't be made here");
        assertThat(broker.metric("QueueCount").getMetricName()).isEqualTo("QueueCount");
    }

    @ParameterizedTest
    @ValueSource(strings = {"b-1", "arn:aws:mq:eu-west-1:123456789012:configuration:c-1",
            "arn:aws:mq:eu-west-1:1234:broker:shop:b-1"})
    void refusesOtherArns(String arn) {
        assertRefused(given -> given.brokerArn(arn),
                "brokerArn must be arn:aws:mq:REGION:ACCOUNT:broker:NAME:b-… (given "
                        + arn + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"amqp://host:5671", "amqps://host", "amqps://host:5672", "https://host"})
    void refusesOtherEndpoints(String endpoint) {
        assertRefused(given -> given.amqpsEndpoint(endpoint), "amqpsEndpoint must be amqps://HOST:5671");
    }

    // a topology would declare its queues on one broker, and the mapping read another
    @ParameterizedTest
    @ValueSource(strings = {"amqps://b-2.mq.us-gov-west-1.on.aws:5671", "amqps://b-12.mq.us-gov-west-1.on.aws:5671",
            "amqps://b-1:5671", "amqps://host:5671"})
    void refusesTheEndpointOfAnotherBroker(String endpoint) {
        assertRefused(given -> given.amqpsEndpoint(endpoint), "amqpsEndpoint must be of broker b-1 (given " + endpoint
                + "): the mapping reads that broker, and queues are declared at the endpoint");
    }

    @Test
    void takesArnsAndEndpointsThatOnlyTheDeploymentKnows() {
        assertThat(TestBrokers.attributes(new Stack()).brokerArn(Fn.importValue("Arn")).build()).isNotNull();
        assertThat(TestBrokers.attributes(new Stack()).amqpsEndpoint(Fn.importValue("Endpoint")).build()).isNotNull();
    }

    @Test
    void refusesABrokerOfAVersionThatIsNotOffered() {
        Stack stack = new Stack();
        RabbitMqBrokerAttributes old = TestBrokers.attributes(stack).engineVersion("3.9").build();
        assertThatThrownBy(() -> RabbitMqBroker.fromAttributes(stack, "Broker", old)).isInstanceOf(Refusal.class)
                .hasMessageStartingWith("engineVersion must be one of 3.13, 4.2, 4.3 (given 3.9)");
    }

    @Test
    void refusesHalfANetwork() {
        Stack stack = new Stack();
        assertRefused(given -> given.vpc(new Vpc(stack, "Vpc")),
                "vpcSubnets and securityGroups must be the broker's own");
        assertRefused(given -> given.securityGroups(List.of(SecurityGroup.fromSecurityGroupId(stack, "Group", "sg-1"))),
                "vpc must be given with vpcSubnets and securityGroups");
    }

    @Test
    void refusesABrokerWithoutCredentials() {
        assertThatThrownBy(
                () -> RabbitMqBrokerAttributes.builder().brokerArn("arn:aws:mq:eu-west-1:123456789012:broker:s:b-1")
                        .amqpsEndpoint("amqps://host:5671").build())
                .isInstanceOf(Refusal.class)
                .hasMessage(
                        "credentials must be a secret with username and password, imported with its complete ARN (given"
                                + " none): the broker's user is read from it, and permissions name it");
    }

    @Test
    void refusesTwoSecretsAndAnIncompleteOneOfTheAdministrator() {
        Stack stack = new Stack();
        assertRefused(given -> given.administratorCredentials(Secret.fromSecretNameV2(stack, "Partly", "shop")),
                "administratorCredentials must be a secret with username and password, imported with its complete ARN");
        assertRefused(
                given -> given.administratorCredentials(Secret.fromSecretCompleteArn(stack, "Administrator",
                        "arn:aws-us-gov:secretsmanager:us-gov-west-1:123456789012:secret:admin-AbCdEf")),
                "credentials must be left out (given shop): administratorCredentials are given, with which a topology"
                        + " makes the user that consumes");
    }

    // a policy on an ARN without its last characters allows nothing
    @Test
    void refusesASecretThatIsNotNamedCompletely() {
        assertRefused(given -> given.credentials(Secret.fromSecretNameV2(new Stack(), "Partly", "shop")),
                "imported with its complete ARN (given shop)");
    }
}
