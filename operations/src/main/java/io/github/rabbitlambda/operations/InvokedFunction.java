package io.github.rabbitlambda.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Calls another function, BrokerTasks as a rule. What that function throws is thrown here with the same message. */
public record InvokedFunction(LambdaClient lambda, String arn) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Input call(Map<String, Object> event) {
        String payload = json(event);
        InvokeResponse response = AwsCall.of("lambda:InvokeFunction", arn,
                () -> lambda.invoke(request -> request.functionName(arn).payload(SdkBytes.fromUtf8String(payload))));
        Input result = Input.parse("The answer of " + arn, response.payload().asUtf8String());
        if (response.functionError() != null) {
            throw new OperationFailedException(
                    result.optionalText("errorMessage").orElse(arn + " failed without a message"));
        }
        return result;
    }

    public static String json(Map<String, Object> event) {
        try {
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException notJson) {
            throw new OperationFailedException(
                    "The event could not be written as JSON: " + notJson.getOriginalMessage());
        }
    }
}
