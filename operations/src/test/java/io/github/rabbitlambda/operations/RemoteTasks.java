package io.github.rabbitlambda.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rabbitlambda.operations.broker.BrokerTasks;
import io.github.rabbitlambda.operations.AwsService.Answer;
import io.github.rabbitlambda.operations.AwsService.Request;
import java.util.Map;
import java.util.function.Function;

/** The real {@link BrokerTasks} behind Lambda's Invoke. */
public record RemoteTasks(BrokerTasks tasks) implements Function<Request, Answer> {
    public static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:tasks";
    public static final String INVOKE = "POST /2015-03-31/functions/" + ARN + "/invocations";

    @Override
    public Answer apply(Request request) {
        try {
            Map<String, Object> event = new ObjectMapper().readValue(request.body(), new TypeReference<>() {
            });
            return Answer.ok(new ObjectMapper().writeValueAsString(tasks.handleRequest(event, Invocation.fresh())));
        } catch (OperationFailedException failure) {
            return Answer.functionError(failure.getMessage().replace("\"", "'"));
        } catch (JsonProcessingException notJson) {
            throw new IllegalStateException(notJson);
        }
    }
}
