package io.github.rabbitlambda.operations.cleanup;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import io.github.rabbitlambda.operations.AwsCall;
import io.github.rabbitlambda.operations.CannotSucceedException;
import io.github.rabbitlambda.operations.DeploymentStep;
import io.github.rabbitlambda.operations.Input;

/**
 * Refuses an update that would lose something without a word: another broker, with whose queues all messages go, and a
 * failure queue that still holds parked messages. The step runs before the broker is replaced and before the queue goes.
 *
 * <p>The id names what is guarded. So a change of it is a replacement for CloudFormation, whose roll-back deletes the new
 * id and keeps the old one; and where it sends the former properties, they ask for the id that it has, which is allowed.
 */
public final class ChangeGuard implements DeploymentStep {
    private static final List<QueueAttributeName> COUNTS = List.of(
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

    private final SqsClient sqs;

    public ChangeGuard(SqsClient sqs) {
        this.sqs = sqs;
    }

    @Override
    public String physicalId(Map<String, Object> event) {
        Input wanted = Input.resourceProperties(event);
        return "guard-" + wanted.text("BrokerName") + failureQueue(wanted).map(url -> "-parking").orElse("");
    }

    @Override
    public Map<String, Object> begin(Map<String, Object> event, Context context) {
        Optional<Input> former = new Input("event", event).object("OldResourceProperties");
        if (DeploymentStep.isUpdate(event) && former.isPresent() && !goesBack(event)) {
            checkBroker(former.get(), Input.resourceProperties(event));
            checkParked(former.get(), Input.resourceProperties(event));
        }
        return Map.of();
    }

    private boolean goesBack(Map<String, Object> event) {
        return Objects.equals(event.get("PhysicalResourceId"), physicalId(event));
    }

    private static void checkBroker(Input former, Input wanted) {
        String old = former.text("BrokerName");
        if (!old.equals(wanted.text("BrokerName")) && !wanted.isTrue("ReplaceBroker")) {
            throw new CannotSucceedException(
                    ("This update would replace the broker %s by another one: its messages, further users and address would be lost. "
                            + "Set the former options again (in cdk.json, so that they are not forgotten), or set "
                            + "replaceBroker=true if that is what you want")
                            .formatted(old));
        }
    }

    private void checkParked(Input former, Input wanted) {
        failureQueue(former).filter(url -> failureQueue(wanted).isEmpty()).ifPresent(url -> {
            long parked = parked(url);
            if (parked > 0) {
                throw new CannotSucceedException(
                        ("This update would delete the failure queue %s with %d parked messages: replay or save them first, "
                                + "or deploy with retainFailures=true before failureQueue=false")
                                .formatted(url, parked));
            }
        });
    }

    private long parked(String url) {
        return AwsCall
                .of("sqs:GetQueueAttributes", url,
                        () -> sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(COUNTS)))
                .attributes().values().stream().mapToLong(Long::parseLong).sum();
    }

    /** A queue that the stack's end leaves behind needs no guard: it has {@code RetainFailures}. */
    private static Optional<String> failureQueue(Input properties) {
        return properties.optionalText("FailureQueueUrl").filter(url -> !properties.isTrue("RetainFailures"));
    }
}
