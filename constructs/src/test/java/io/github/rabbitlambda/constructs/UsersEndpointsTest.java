package io.github.rabbitlambda.constructs;

import static io.github.rabbitlambda.constructs.UserStacks.ADMINISTRATOR;
import static io.github.rabbitlambda.constructs.UserStacks.NEW;
import static io.github.rabbitlambda.constructs.UserStacks.SECRET;
import static io.github.rabbitlambda.constructs.UserStacks.administrated;
import static io.github.rabbitlambda.constructs.UserStacks.id;
import static io.github.rabbitlambda.constructs.UserStacks.topology;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rabbitlambda.reachability.verdict.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.secretsmanager.Secret;

/** What the policies of VPC endpoints let the users of a topology pass. */
class UsersEndpointsTest {
    // a rotation that the endpoints do not pass fails when it is due
    @Test
    void theEndpointsOfANewNetworkPassUsersAndRotation() {
        String endpoints = NEW.ofType("AWS::EC2::VPCEndpoint").toString();
        assertThat(endpoints).contains(NEW.ofType(SECRET).keySet()).contains("secretsmanager:PutSecretValue",
                "secretsmanager:GetRandomPassword", "lambda:UpdateEventSourceMapping");
        assertThat(NEW.verdicts()).extracting(Verdict::kind).containsExactly(Verdict.Kind.CONNECTS);
    }

    @Test
    void restrictedEndpointsAdmitATopology() {
        Synthesised stack = Synthesised.of(app -> {
            Stack restricted = new Stack(app, "Restricted");
            RabbitMqTopology topology = topology(restricted, "Topology", administrated(restricted))
                    .rotation(Duration.days(30)).build();
            Function function = TestFunctions.node(restricted, "Function");
            RabbitMqServiceEndpoints.Builder
                    .create(restricted, "Endpoints", new Vpc(restricted, "Vpc"))
                    .restrictedTo(topology.getConsumerSecret(), function).build().admit(topology);
            return restricted;
        });
        String tasks = id(stack, "AWS::IAM::Role", "BrokerTasksRole");
        String function = id(stack, "AWS::IAM::Role", "FunctionServiceRole");
        List<String> statements = stack.ofType("AWS::EC2::VPCEndpoint").values().stream()
                .flatMap(endpoint -> endpoint.at("/Properties/PolicyDocument/Statement").valueStream())
                .map(JsonNode::toString).toList();
        assertThat(statements).filteredOn(statement -> statement.contains(function)).singleElement().asString()
                .contains(id(stack, SECRET, "Consumer")).doesNotContain(ADMINISTRATOR, id(stack, SECRET, "Publisher"));
        assertThat(statements.toString()).contains(ADMINISTRATOR).contains("lambda:UpdateEventSourceMapping");
        assertThat(statements).filteredOn(statement -> statement.contains("PutSecretValue")).singleElement().asString()
                .contains(tasks).doesNotContain(ADMINISTRATOR);
    }

    @Test
    void restrictedEndpointsAdmitAReaderToASecret() {
        Synthesised stack = Synthesised.of(app -> {
            Stack restricted = new Stack(app, "Restricted");
            RabbitMqServiceEndpoints endpoints = RabbitMqServiceEndpoints.Builder
                    .create(restricted, "Endpoints", new Vpc(restricted, "Vpc"))
                    .restrictedTo(new Secret(restricted, "One"), Role.fromRoleArn(restricted, "First",
                            "arn:aws:iam::123456789012:role/first"))
                    .build();
            endpoints.admit(Role.fromRoleArn(restricted, "Second", "arn:aws:iam::123456789012:role/second"),
                    new Secret(restricted, "Other"));
            return restricted;
        });
        assertThat(stack.ofType("AWS::EC2::VPCEndpoint").toString())
                .contains("role/first\"},\"Resource\":{\"Ref\":\"" + id(stack, SECRET, "One"))
                .contains("role/second\"},\"Resource\":{\"Ref\":\"" + id(stack, SECRET, "Other"));
    }
}
