package io.github.rabbitlambda.acceptance.rehearsal.aws;

import io.github.rabbitlambda.acceptance.rehearsal.stack.Account;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Deployed;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Kind;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Made;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Order;

import com.fasterxml.jackson.databind.JsonNode;

/** AWS::S3::BucketPolicy and AWS::SQS::QueuePolicy. */
public record ResourcePolicyKind(Iam iam) implements Kind {

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
