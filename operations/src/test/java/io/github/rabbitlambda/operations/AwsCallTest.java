package io.github.rabbitlambda.operations;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rabbitlambda.operations.AwsService.Answer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.LambdaException;

class AwsCallTest {
    // a proxy, or a service in trouble: no error code, where a NullPointerException's name was all that was told
    @Test
    void repeatsAnAnswerWithoutErrorCode() throws Exception {
        try (AwsService aws = new AwsService()) {
            aws.on(Recorded.MAPPINGS, new Answer(400, "<html>Bad Gateway</html>", Optional.empty()));
            LambdaClient lambda = aws.client(LambdaClient.builder());

            assertThatThrownBy(() -> AwsCall.of("lambda:ListEventSourceMappings", "*", lambda::listEventSourceMappings))
                    .isInstanceOf(AwsCallFailedException.class)
                    .hasMessageStartingWith("lambda:ListEventSourceMappings on * failed: ")
                    .hasMessageContaining("Status Code: 400");
        }
    }

    @Test
    void survivesAnExceptionWithoutDetails() {
        assertThatThrownBy(() -> AwsCall.of("lambda:Invoke", "f", () -> {
            throw LambdaException.builder().message("unknown").build();
        })).isInstanceOf(AwsCallFailedException.class).hasMessage("lambda:Invoke on f failed: unknown");
    }
}
