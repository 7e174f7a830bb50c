package io.github.rabbitlambda.infra.transition;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rabbitlambda.infra.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What must hold for every update of a stack. Each broken rule is a sentence. */
final class TransitionRules {
    private static final Set<String> DATA = Set.of("AWS::AmazonMQ::Broker", "AWS::SQS::Queue", "AWS::S3::Bucket",
            "AWS::SecretsManager::Secret");
    private static final String TAG = "rabbitlambda:empty-on-delete";
    private final Transition transition;
    private final List<String> broken = new ArrayList<>();

    private TransitionRules(Transition transition) {
        this.transition = transition;
    }

    static List<String> broken(Transition transition) {
        TransitionRules rules = new TransitionRules(transition);
        transition.changedInPlace().forEach(rules::checkInPlace);
        transition.made().forEach(rules::checkUnique);
        transition.deleted().filter(id -> DATA.contains(transition.type(id))).forEach(rules::checkData);
        transition.deleted().filter(id -> transition.type(id).equals("Custom::EmptyBucket"))
                .forEach(rules::checkBucket);
        return rules.broken;
    }

    private void checkInPlace(String id) {
        String type = transition.type(id);
        transition.changed(id).filter(property -> !UpdateRequests.canChange(type, property))
                .forEach(property -> broken.add("%s: no request of %s changes %s".formatted(id, type, property)));
        if (type.equals("AWS::Lambda::EventSourceMapping")) {
            checkMapping(id);
        }
    }

    /**
     * What an update leaves out keeps its former value. VIRTUAL_HOST: "Invalid parameters", reported by many users.
     * https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html
     */
    private void checkMapping(String id) {
        transition.changed(id)
                .filter(property -> has(transition.before(id), property) != has(transition.after(id), property))
                .forEach(property -> broken.add(id + ": Lambda can't remove " + property));
        if (Stream.of(transition.before(id), transition.after(id))
                .anyMatch(mapping -> mapping.toString().contains("\"VIRTUAL_HOST\""))) {
            broken.add(id + ": Lambda refuses VIRTUAL_HOST in an update");
        }
    }

    private static boolean has(JsonNode mapping, String property) {
        return mapping.get("Properties").has(property);
    }

    private void checkUnique(String made) {
        String type = transition.after(made).get("Type").asText();
        if (!Replacement.unique(type).isEmpty()) {
            transition.deleted().filter(id -> transition.type(id).equals(type))
                    .filter(id -> transition.clash(made, id))
                    .forEach(id -> broken.add("%s: made while %s exists with the same %s".formatted(made, id,
                            Replacement.unique(type))));
        }
    }

    private void checkData(String id) {
        String policy = transition.isReplaced(id) ? "UpdateReplacePolicy" : "DeletionPolicy";
        if (!transition.before(id).path(policy).asText().equals("Retain") && !isGuarded(id)) {
            broken.add(id + ": goes with its data, and nothing refuses it");
        }
    }

    /** The guard sees another broker's name, or a failure queue that is there no more; the bucket is the queue's. */
    private boolean isGuarded(String id) {
        JsonNode old = guard(transition::before);
        JsonNode wanted = guard(transition::after);
        return transition.type(id).equals("AWS::AmazonMQ::Broker")
                ? !old.get("BrokerName").equals(wanted.get("BrokerName"))
                : old.has("FailureQueueUrl") && !wanted.has("FailureQueueUrl")
                        && old.get("RetainFailures").asText().equals("false");
    }

    private JsonNode guard(Function<String, JsonNode> side) {
        return side.apply(transition.beforeOfType("Custom::ChangeGuard").findFirst().orElseThrow()).get("Properties");
    }

    /** The step that empties the bucket is deleted, and asks the bucket by a permission that must still be there. */
    private void checkBucket(String step) {
        String bucket = Template.references(transition.before(step).get("Properties").get("BucketName")).findFirst()
                .orElseThrow();
        if (transition.after(bucket).toString().contains(TAG)) {
            broken.add(bucket + ": stays, and is emptied");
        }
        if (!transition.after(bucket).isMissingNode() && transition.afterOfType("AWS::S3::BucketPolicy")
                .map(transition::after).noneMatch(policy -> policy.toString().contains("s3:GetBucketTagging"))) {
            broken.add(step + ": may not read the tag of the bucket that stays");
        }
    }
}
