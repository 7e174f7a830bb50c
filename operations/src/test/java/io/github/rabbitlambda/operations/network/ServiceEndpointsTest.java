package io.github.rabbitlambda.operations.network;

import static io.github.rabbitlambda.operations.network.RecordedNetwork.OUT;
import static io.github.rabbitlambda.operations.network.RecordedNetwork.SELF;
import static io.github.rabbitlambda.operations.network.RecordedNetwork.endpoint;
import static io.github.rabbitlambda.operations.network.RecordedNetwork.endpoints;
import static io.github.rabbitlambda.operations.network.RecordedNetwork.groups;
import static io.github.rabbitlambda.operations.network.RecordedNetwork.https;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which endpoints the default VPC must have, or must not have, before a broker is made in it. */
class ServiceEndpointsTest extends NetworkFixture {
    @Test
    void refusesAnEndpointThatIsThereAlready() {
        aws.on("DescribeVpcEndpoints", endpoints(endpoint("sts", "available", true, "another stack")));

        refuses("The VPC vpc-1 must have no endpoint with private DNS for sts yet (vpce-sts is there): deploy "
                + "with the option for existing endpoints, which uses it");
    }

    @Test
    void isNotDisturbedByEndpointsThatDoNotCaptureTheName() {
        aws.on("DescribeVpcEndpoints",
                endpoints(endpoint("sts", "available", false, ""), endpoint("lambda", "deleting", true, ""),
                        endpoint("s3", "available", true, ""), endpoint("secretsmanager", "available", true, STACK)));

        assertThat(check()).containsKey("Data");
    }

    // in an update the endpoints of the stack itself are there
    @Test
    void isNotDisturbedByItsOwnEndpointsInAnUpdate() {
        aws.on("DescribeVpcEndpoints", endpoints(endpoint("sts", "available", true, "no tags in this region")));
        Map<String, Object> event = event("check", Map.of("ExistingEndpoints", "false"));
        event.put("OldResourceProperties", Map.of("ExistingEndpoints", "false"));

        assertThat(handle(event)).containsKey("Data");
    }

    @Test
    void acceptsExistingEndpointsThatAdmitTheVpc() {
        existing("available", https("172.31.0.0/16", 443, 443));
        assertThat(handle(event("check", Map.of("ExistingEndpoints", "true")))).containsKey("Data");

        existing("available", https("0.0.0.0/0", 0, 65535));
        assertThat(handle(event("check", Map.of("ExistingEndpoints", "true")))).containsKey("Data");
    }

    @Test
    void refusesExistingEndpointsThatAreNotUsable() {
        Map<String, Object> event = event("check", Map.of("ExistingEndpoints", "true"));
        existing("pending", https("172.31.0.0/16", 443, 443));
        assertThatThrownBy(() -> handle(event))
                .hasMessage("The endpoint vpce-sts for sts must be available (it is pending)");

        for (String rule : List.of(https("172.31.0.0/17", 443, 443), https("172.31.0.0/16", 444, 8443), "")) {
            existing("available", rule);
            assertThatThrownBy(() -> handle(event)).hasMessage(
                    "The endpoint vpce-sts for sts must admit the default security group sg-default or "
                            + "172.31.0.0/16 on port 443 (none of its groups does): add that rule to one of [sg-endpoint]");
        }

        aws.on("DescribeVpcEndpoints", endpoints(endpoint("sts", "available", false, "")));
        assertThatThrownBy(() -> handle(event)).hasMessage(
                "The VPC vpc-1 must have an endpoint with private DNS for sts (there is none): make it, or "
                        + "deploy without the option for existing endpoints");
    }

    // false -> true on a live stack: the update itself would remove them
    @Test
    void refusesItsOwnEndpointsAsExistingOnes() {
        aws.on("DescribeVpcEndpoints", endpoints(endpoint("sts", "available", true, STACK)));

        assertThatThrownBy(() -> handle(event("check", Map.of("ExistingEndpoints", "true")))).hasMessage(
                "The endpoint vpce-sts in the VPC vpc-1 must not be this stack's own (it is): this update would remove "
                        + "it, and the mapping would have no way to AWS. A VPC takes one endpoint with private DNS for a "
                        + "service, so keep existingEndpoints=false, or destroy the stack and deploy it again beside "
                        + "endpoints of yours");
    }

    private void existing(String state, String rule) {
        aws.on("DescribeVpcEndpoints", endpoints(Stream.of("sts", "secretsmanager", "lambda")
                .map(service -> endpoint(service, state, true, "")).toArray(String[]::new)));
        aws.on("DescribeSecurityGroups",
                request -> request.body().contains("sg-endpoint")
                        ? groups("sg-endpoint", rule, OUT)
                        : groups("sg-default", SELF, OUT));
    }
}
