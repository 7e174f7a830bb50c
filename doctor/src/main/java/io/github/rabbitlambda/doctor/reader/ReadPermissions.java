package io.github.rabbitlambda.doctor.reader;

import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.rabbitlambda.doctor.snapshot.Call;

/** The policy that allows what a reader does, and nothing else. */
public final class ReadPermissions {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ReadPermissions() {}

    /**
     * Most of the actions, and all of those that describe EC2, allow no narrower resource than all
     * (https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html).
     *
     * @param checkSecret whether the value of secrets may be read too; a customer managed key that encrypts one has to allow
     *     kms:Decrypt besides
     */
    public static String policy(boolean checkSecret) {
        ObjectNode policy = JSON.objectNode().put("Version", "2012-10-17");
        ArrayNode statements = policy.putArray("Statement");
        statement(statements, "ReadWhatTheDoctorJudges", "*",
                Stream.of(Call.values()).filter(call -> call != Call.GET_SECRET_VALUE));
        if (checkSecret) {
            statement(statements, "CheckSecrets", "arn:*:secretsmanager:*:*:secret:*",
                    Stream.of(Call.GET_SECRET_VALUE));
        }
        return policy.toPrettyString() + "\n";
    }

    private static void statement(ArrayNode statements, String id, String resource, Stream<Call> calls) {
        ObjectNode statement = statements.addObject().put("Sid", id).put("Effect", "Allow");
        calls.map(Call::action).sorted().forEach(statement.putArray("Action")::add);
        statement.put("Resource", resource);
    }
}
