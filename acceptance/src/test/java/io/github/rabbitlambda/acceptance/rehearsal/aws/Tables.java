package io.github.rabbitlambda.acceptance.rehearsal.aws;

import io.github.rabbitlambda.acceptance.rehearsal.stack.Account;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Json;

/**
 * DynamoDB as the listener's ledger of processed messages calls it: every message is new. The ledger itself is tested on a
 * real server, in module function.
 */
public record Tables() implements Service {

    @Override
    public Access access(Call call) {
        return Access.to("dynamodb:" + call.target(),
                Account.arn("dynamodb", "table/" + call.json().path("TableName").asText()));
    }

    @Override
    public Reply answer(Call call) {
        return Reply.json(200, Json.object());
    }
}
