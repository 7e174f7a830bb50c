package io.github.rabbitlambda.operations.cleanup;

import static io.github.rabbitlambda.operations.Recorded.BROKER;
import static io.github.rabbitlambda.operations.Recorded.FUNCTION;
import static io.github.rabbitlambda.operations.Recorded.MAPPINGS;
import static io.github.rabbitlambda.operations.Recorded.OTHER_BROKER;
import static io.github.rabbitlambda.operations.Recorded.deleteMapping;
import static io.github.rabbitlambda.operations.Recorded.mapping;
import static io.github.rabbitlambda.operations.Recorded.mappings;
import static io.github.rabbitlambda.operations.Recorded.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rabbitlambda.operations.AwsService.Answer;
import io.github.rabbitlambda.operations.Invocation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which mappings are deleted. */
class MappingDeletionTest extends CleanupFixture {
    @Test
    void doesNothingWhenTheStackIsMadeOrChanged() {
        for (String type : List.of("Create", "Update")) {
            assertThat(step(Duration.ZERO).begin(event(type), Invocation.fresh())).isEmpty();
            assertThat(complete(type, Duration.ZERO)).isEqualTo(Map.of("IsComplete", true));
        }
        assertThat(aws.requests(MAPPINGS)).isEmpty();
    }

    @Test
    void deletesOnlyThisFunctionsMappingsOnThisBroker() {
        aws.on(MAPPINGS, mappings(OURS, ELSEWHERE, mapping(uuid(3), FUNCTION, OTHER_BROKER, "Enabled"),
                mapping(uuid(4), FUNCTION + "-2", BROKER, "Enabled")));

        assertThat(complete("Delete", Duration.ZERO)).isEqualTo(Map.of("IsComplete", false));
        assertThat(aws.requests(deleteMapping(uuid(1)))).hasSize(1);
        assertThat(aws.requests(deleteMapping(uuid(3)))).isEmpty();
        assertThat(aws.requests(deleteMapping(uuid(4)))).isEmpty();
    }

    // where naming the broker would make a cycle in the template
    @Test
    void withoutABrokerDeletesTheFunctionsMappingsOnAnyButNotOnOtherServices() {
        properties.remove("BrokerArn");
        aws.on(MAPPINGS, mappings(OURS, mapping(uuid(5), FUNCTION, "arn:aws:sqs:us-east-1:123456789012:q", "Enabled")));

        complete("Delete", Duration.ZERO);

        assertThat(aws.requests(deleteMapping(uuid(1)))).hasSize(1);
        assertThat(aws.requests(deleteMapping(uuid(5)))).isEmpty();
    }

    @Test
    void readsEveryPageOfMappings() {
        aws.on(MAPPINGS, request -> request.query().contains("Marker=next")
                ? mappings(OURS)
                : Answer.ok("{\"EventSourceMappings\":[" + ELSEWHERE + "],\"NextMarker\":\"next\"}"));

        complete("Delete", Duration.ZERO);

        assertThat(aws.requests(deleteMapping(uuid(1)))).hasSize(1);
    }

    @Test
    void survivesAMappingThatGoesBetweenListingAndDeleting() {
        aws.on(MAPPINGS, mappings(OURS)).on(deleteMapping(uuid(1)), Answer.error(404, "ResourceNotFoundException",
                "The resource you requested does not exist."));

        assertThat(complete("Delete", Duration.ofMinutes(1))).isEqualTo(Map.of("IsComplete", false));
        aws.on(MAPPINGS, mappings());
        assertThat(complete("Delete", Duration.ofMinutes(2))).isEqualTo(Map.of("IsComplete", true));
    }

    @Test
    void asksAgainForTheDeletionOfAMappingThatIsInUse() {
        aws.on(MAPPINGS, mappings(OURS)).on(deleteMapping(uuid(1)), Answer.error(400, "ResourceInUseException",
                "Cannot delete the event source mapping because it is in use."));

        assertThat(complete("Delete", Duration.ZERO)).isEqualTo(Map.of("IsComplete", false));
        assertThat(complete("Delete", Duration.ofMinutes(1))).isEqualTo(Map.of("IsComplete", false));
        assertThat(aws.requests(deleteMapping(uuid(1)))).hasSize(2);
    }

    @Test
    void leavesAMappingThatIsGoingAlone() {
        aws.on(MAPPINGS, mappings(mapping(uuid(1), FUNCTION, BROKER, "Deleting")));

        assertThat(complete("Delete", Duration.ofMinutes(1))).isEqualTo(Map.of("IsComplete", false));
        assertThat(aws.requests(deleteMapping(uuid(1)))).isEmpty();
    }
}
