package io.github.rabbitlambda.doctor.reader;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.snapshot.Arn;
import io.github.rabbitlambda.doctor.snapshot.Call;

/** Reads what is known of a secret and its key; its value only on request, and then only whether it can be used. */
final class SecretReader {
    private final Asking asking;
    private final boolean checkValue;

    SecretReader(Asking asking, boolean checkValue) {
        this.asking = asking;
        this.checkValue = checkValue;
    }

    void read(String arn) {
        Branches.sideBySide(
                () -> asking.ask(Call.DESCRIBE_SECRET, "SecretId", arn).known().ifPresent(this::key),
                () -> asking.ask(Call.GET_RESOURCE_POLICY, "SecretId", arn),
                () -> checkValue(arn));
    }

    private void checkValue(String arn) {
        if (checkValue) {
            asking.ask(Call.GET_SECRET_VALUE, "SecretId", arn);
        }
    }

    /** A secret without a key uses aws/secretsmanager, whose policy lets every principal of the account decrypt. */
    private void key(JsonNode secret) {
        String id = secret.path("KmsKeyId").asText();
        if (!id.isEmpty()) {
            asking.ask(Call.DESCRIBE_KEY, "KeyId", id).known().map(key -> key.at("/KeyMetadata/Arn").asText())
                    .or(() -> Arn.parse(id).map(Arn::toString))
                    .ifPresent(arn -> asking.ask(Call.GET_KEY_POLICY, "KeyId", arn, "PolicyName", "default"));
        }
    }
}
