package io.github.rabbitlambda.operations.cleanup;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import io.github.rabbitlambda.operations.AwsCall;
import io.github.rabbitlambda.operations.CannotSucceedException;
import io.github.rabbitlambda.operations.DeploymentStep;
import io.github.rabbitlambda.operations.Input;

/**
 * Refuses an update that would lose something without a word: another broker, with whose queues all messages go, and a
 * failure queue that still holds parked messages. It also refuses what would fail later: a subnet that would change its
 * zone and keep its addresses, and another type of an exchange that exists. The step runs before the broker is replaced and before the queue goes.
 *
 * <p>The id names what is guarded. So a change of it is a replacement for CloudFormation, whose roll-back deletes the new
 * id and keeps the old one; and where it sends the former properties, they ask for the id that it has, which is allowed.
 */
public final class ChangeGuard implements DeploymentStep {
    private static final List<QueueAttributeName> COUNTS = List.of(
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

    /** The only type that stacks had before the id named it. */
    private static final String FORMER_TYPE = "x-consistent-hash";

    private final SqsClient sqs;

    public ChangeGuard(SqsClient sqs) {
        this.sqs = sqs;
    }

    @Override
    public String physicalId(Map<String, Object> event) {
        Input wanted = Input.resourceProperties(event);
        return "guard-" + wanted.text("BrokerName") + failureQueue(wanted).map(url -> "-parking").orElse("")
                + zones(wanted).values().stream().map(zone -> "-" + zone).collect(Collectors.joining())
                + exchangeType(wanted).filter(type -> !type.equals(FORMER_TYPE)).map(type -> "-" + type).orElse("");
    }

    @Override
    public Map<String, Object> begin(Map<String, Object> event, Context context) {
        Optional<Input> former = new Input("event", event).object("OldResourceProperties");
        if (DeploymentStep.isUpdate(event) && former.isPresent() && !goesBack(event)) {
            checkBroker(former.get(), Input.resourceProperties(event));
            checkParked(former.get(), Input.resourceProperties(event));
            checkZones(zones(former.get()), zones(Input.resourceProperties(event)));
            checkExchange(former.get(), Input.resourceProperties(event));
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
        failureQueue(former).filter(url -> wanted.optionalText("FailureQueueUrl").isEmpty()).ifPresent(url -> {
            long parked = parked(url);
            if (parked > 0) {
                throw new CannotSucceedException(
                        ("This update would delete the failure queue %s with %d parked messages: replay or save them first, "
                                + "or deploy with retainFailures=true before failureQueue=false")
                                .formatted(url, parked));
            }
        });
    }

    private static void checkZones(Map<String, String> former, Map<String, String> wanted) {
        former.forEach((letter, zone) -> {
            if (!zone.equals(wanted.getOrDefault(letter, zone))) {
                throw new CannotSucceedException(
                        ("This update would move a subnet from the zone %s to %s with the same addresses, and EC2 refuses "
                                + "those while the old subnet exists: name %s in availabilityZones, or deploy with a third "
                                + "zone and replaceBroker=true first")
                                .formatted(zone, wanted.get(letter), zone));
            }
        });
    }

    private static void checkExchange(Input former, Input wanted) {
        Optional<String> old = formerType(former, wanted);
        if (former.text("BrokerName").equals(wanted.text("BrokerName"))
                && old.isPresent() && !old.equals(exchangeType(wanted))) {
            throw new CannotSucceedException(
                    ("This update would make the exchange of the shards %s, which exists as %s and can't be changed: deploy "
                            + "with shardExchange=%s to keep it, or with another queueName")
                            .formatted(exchangeType(wanted).orElseThrow(), old.get(),
                                    old.get().replaceFirst("^x-", "")));
        }
    }

    /** The type of the wanted exchange, if it exists. Stacks that tell no version did not tell their exchange either. */
    private static Optional<String> formerType(Input former, Input wanted) {
        if (wanted.has("Exchange") && !former.has("EngineVersion")) {
            return Optional.of(FORMER_TYPE);
        }
        return wanted.optionalText("Exchange").equals(former.optionalText("Exchange"))
                ? exchangeType(former)
                : Optional.empty();
    }

    private static Optional<String> exchangeType(Input properties) {
        return properties.optionalText("Exchange").map(exchange -> properties.text("ExchangeType"));
    }

    /** The zone of each subnet of the stack's own VPC, by the letter that the subnet's addresses depend on. */
    private static Map<String, String> zones(Input properties) {
        Map<String, String> zones = new TreeMap<>();
        properties.object("Zones").ifPresent(given -> given.values().keySet()
                .forEach(letter -> zones.put(String.valueOf(letter), given.text(String.valueOf(letter)))));
        return zones;
    }

    private long parked(String url) {
        return AwsCall
                .of("sqs:GetQueueAttributes", url,
                        () -> sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(COUNTS)))
                .attributes().values().stream().mapToLong(Long::parseLong).sum();
    }

    /** The queue that would be deleted with the stack. One with {@code RetainFailures} stays, so it needs no guard. */
    private static Optional<String> failureQueue(Input properties) {
        return properties.optionalText("FailureQueueUrl").filter(url -> !properties.isTrue("RetainFailures"));
    }
}
