package io.github.rabbitlambda.doctor.reader;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.snapshot.Call;

/** How a service writes answers and errors. */
interface WireForm {
    /** A body with its status and headers. */
    record Reply(int status, Map<String, String> headers, byte[] body) {}

    /** @param unknownMembers whether every object has a member that no SDK knows yet */
    Reply answer(Call call, JsonNode output, boolean unknownMembers);

    Reply error(int status, String code, String message);

    static WireForm of(String service) {
        return switch (service) {
            case "iam" -> XmlForm.QUERY;
            case "ec2" -> XmlForm.EC2;
            case "cloudwatch" -> new CborForm();
            case "secretsmanager", "kms" -> JsonForm.JSON_1_1;
            default -> JsonForm.REST;
        };
    }
}
