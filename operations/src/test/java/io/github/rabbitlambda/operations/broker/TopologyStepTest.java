package io.github.rabbitlambda.operations.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rabbitlambda.operations.AwsRetry;
import io.github.rabbitlambda.operations.AwsService;
import io.github.rabbitlambda.operations.AwsService.Answer;
import io.github.rabbitlambda.operations.CustomResourceEvent;
import io.github.rabbitlambda.operations.Invocation;
import io.github.rabbitlambda.operations.OperationFailedException;
import io.github.rabbitlambda.operations.RemoteTasks;
import io.github.rabbitlambda.operations.Stage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.LambdaClient;

class TopologyStepTest {
    private AwsService aws;

    @BeforeEach
    void start() throws Exception {
        aws = new AwsService();
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    @NeedsRealBroker
    void declaresThroughTheFunctionInTheBrokersNetwork(RealBroker broker) throws Exception {
        try (Stage stage = new Stage(broker)) {
            aws.on(RemoteTasks.INVOKE, new RemoteTasks(stage.tasks()));

            assertThat(begin("Create", stage.properties())).isEmpty();

            assertThat(stage.run("observe", Map.of()).toString()).contains("orders");
        }
    }

    @Test
    void repeatsWhyItCanNotBeDeclared() {
        aws.on(RemoteTasks.INVOKE, Answer.functionError("The queue orders has another delivery limit"));

        assertThatThrownBy(() -> begin("Update", Map.of())).isInstanceOf(OperationFailedException.class)
                .hasMessage("The queue orders has another delivery limit");
    }

    @Test
    void waitsForThePermissionsOfARoleThatIsNew() {
        aws.on(RemoteTasks.INVOKE, request -> aws.requests(RemoteTasks.INVOKE).size() < 4
                ? Answer.error(403, "AccessDeniedException", "not yet")
                : Answer.ok("{}"));

        assertThat(begin("Create", Map.of())).isEmpty();
    }

    @Test
    void leavesQueuesAloneWhenTheStackIsDeleted() {
        assertThat(begin("Delete", Map.of())).isEmpty();
        assertThat(aws.requests(RemoteTasks.INVOKE)).isEmpty();
    }

    private Map<String, Object> begin(String type, Map<String, Object> topology) {
        Map<String, Object> properties = new LinkedHashMap<>(topology);
        properties.put("BrokerTasksArn", RemoteTasks.ARN);
        return new TopologyStep(aws.client(LambdaClient.builder()),
                new AwsRetry(Duration.ofMinutes(1), Duration.ofMillis(1)))
                .begin(CustomResourceEvent.of(type, properties), Invocation.fresh());
    }
}
