package io.github.rabbitlambda.acceptance.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;

/** AWS::S3::BucketPolicy and AWS::SQS::QueuePolicy. */
record ResourcePolicyKind(Iam iam) implements Kind {

    @Override
    public Made create(Order order) {
        String id = Account.newId("policy");
        iam.putResourcePolicy(id, order.properties().get("PolicyDocument"));
        return Made.of(id);
    }

    @Override
    public boolean isReplacedBy(JsonNode before, JsonNode after) {
        return !before.path("Bucket").equals(after.path("Bucket"));
    }

    @Override
    public Made update(Deployed before, Order order) {
        iam.putResourcePolicy(before.physicalId(), order.properties().get("PolicyDocument"));
        return before.made();
    }

    @Override
    public void delete(Deployed resource) {
        iam.removeResourcePolicy(resource.physicalId());
    }
}
