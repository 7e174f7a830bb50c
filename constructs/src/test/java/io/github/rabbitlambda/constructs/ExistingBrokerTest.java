package io.github.rabbitlambda.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rabbitlambda.reachability.verdict.Verdict;
import org.junit.jupiter.api.Test;

/** What an app with a broker that exists gets, and a function in another language. */
class ExistingBrokerTest {
    private static final Synthesised STACK = Synthesised.of(ExistingBrokerApp::stack);
    private static final String ARN = "arn:aws:mq:eu-west-1:123456789012:broker:shop:"
            + "b-1234a5b6-78cd-901e-2fgh-3i45j6k178l9";

    @Test
    void makesNeitherBrokerNorNetworkNorSecret() {
        assertThat(STACK.count("AWS::AmazonMQ")).isEmpty();
        assertThat(STACK.count("AWS::EC2")).isEmpty();
        assertThat(STACK.count("AWS::SecretsManager")).isEmpty();
        assertThat(STACK.count("Custom::").keySet()).containsExactly("Custom::EventSourceCleanup");
    }

    @Test
    void mapsTheQueueToTheFunction() {
        JsonNode mapping = STACK.only("AWS::Lambda::EventSourceMapping");
        assertThat(mapping.get("EventSourceArn").asText()).isEqualTo(ARN);
        assertThat(mapping.get("Queues").toString()).isEqualTo("[\"orders\"]");
        assertThat(mapping.get("BatchSize").asInt()).isEqualTo(10);
        assertThat(mapping.get("FilterCriteria").toString()).contains("{\\\"data\\\":{\\\"type\\\":[\\\"order\\\"]}}");
        assertThat(mapping.get("SourceAccessConfigurations").toString()).contains("BASIC_AUTH")
                .contains("\"Type\":\"VIRTUAL_HOST\",\"URI\":\"shop\"");
    }

    // Lambda reads with the function's role, and refuses a mapping whose role may not
    @Test
    void allowsTheFunctionWhatLambdaNeeds() {
        assertThat(STACK.policies()).contains("mq:DescribeBroker").contains(ARN)
                .contains("secretsmanager:GetSecretValue")
                .contains("ec2:CreateNetworkInterface").contains("ec2:DescribeVpcs");
        assertThat(STACK.createdBefore(STACK.id("AWS::Lambda::EventSourceMapping")))
                .anyMatch(id -> id.startsWith("OrdersServiceRoleDefaultPolicy"));
    }

    @Test
    void waitsForTheInterfacesOfTheSubnetsThatAreGiven() {
        JsonNode cleanup = STACK.only("Custom::EventSourceCleanup");
        assertThat(cleanup.get("SubnetIds").toString()).isEqualTo("[\"subnet-0123456789abcdef0\"]");
        assertThat(cleanup.get("SecurityGroupIds").toString()).isEqualTo("[\"sg-0123456789abcdef0\"]");
        assertThat(cleanup.get("OwnsNetwork").asText()).isEqualTo("false");
    }

    // nobody can tell from this template whether the subnet reaches the three services
    @Test
    void saysWhatCannotBeSeen() {
        assertThat(STACK.verdicts()).singleElement().satisfies(verdict -> {
            assertThat(verdict.kind()).isEqualTo(Verdict.Kind.UNKNOWN);
            assertThat(verdict.words()).contains(ARN + "`, cannot be seen");
        });
    }
}
