package io.github.rabbitlambda.operations.cleanup;

import static io.github.rabbitlambda.operations.Recorded.MAPPINGS;
import static io.github.rabbitlambda.operations.Recorded.deleteMapping;
import static io.github.rabbitlambda.operations.Recorded.mappings;
import static io.github.rabbitlambda.operations.Recorded.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rabbitlambda.operations.AwsService.Answer;
import io.github.rabbitlambda.operations.OperationFailedException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What AWS refuses to the cleanup, and what the cleanup refuses. */
class CleanupFailureTest extends CleanupFixture {
    @Test
    void survivesThrottling() {
        aws.on(MAPPINGS, request -> aws.requests(MAPPINGS).size() < 3
                ? Answer.error(429, "TooManyRequestsException", "Rate Exceeded.")
                : mappings());

        assertThat(complete("Delete", Duration.ofMinutes(1))).isEqualTo(Map.of("IsComplete", true));
    }

    @Test
    void namesThePermissionThatItsRoleLacks() {
        aws.on(MAPPINGS, Answer.error(403, "AccessDeniedException", "User is not authorized to perform it"));
        assertThatThrownBy(() -> complete("Delete", Duration.ZERO)).isInstanceOf(OperationFailedException.class)
                .hasMessage(
                        "This function's role must allow lambda:ListEventSourceMappings on *, and AWS refused "
                                + "it: User is not authorized to perform it");

        aws.on(MAPPINGS, mappings(OURS)).on(deleteMapping(uuid(1)), Answer.error(403, "AccessDeniedException", "no"));
        assertThatThrownBy(() -> complete("Delete", Duration.ZERO))
                .hasMessage("This function's role must allow lambda:DeleteEventSourceMapping on "
                        + uuid(1) + ", and AWS refused it: no");

        aws.on(MAPPINGS, mappings()).on("DescribeNetworkInterfaces", Answer.queryError(403, "UnauthorizedOperation",
                "You are not authorized to perform this operation."));
        assertThatThrownBy(() -> complete("Delete", Duration.ofMinutes(1))).hasMessage(
                "This function's role must allow ec2:DescribeNetworkInterfaces on *, and AWS refused it: You are "
                        + "not authorized to perform this operation.");
    }

    @Test
    void refusesAFunctionThatIsNoArn() {
        properties.put("FunctionName", "orders");

        assertThatThrownBy(() -> complete("Delete", Duration.ZERO))
                .hasMessage("FunctionName must be the ARN of a function (given orders)");
    }
}
