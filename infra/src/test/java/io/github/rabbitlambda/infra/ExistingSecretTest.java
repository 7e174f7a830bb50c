package io.github.rabbitlambda.infra;

import static io.github.rabbitlambda.infra.ExistingOptions.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The secret of a broker that exists, encrypted by a key of its own or by that of AWS. */
class ExistingSecretTest {
    private static final String STACK = "ExistingRabbitMqInstanceStack";
    private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    private static List<String> decrypting(Template template) {
        return Stream.of("AWS::IAM::Role", "AWS::IAM::Policy")
                .flatMap(type -> template.ofType(type).entrySet().stream())
                .filter(resource -> allowsKey(resource.getValue())).map(Map.Entry::getKey).toList();
    }

    private static boolean allowsKey(JsonNode resource) {
        return resource.toString().contains("{\"Action\":\"kms:Decrypt\",\"Effect\":\"Allow\",\"Resource\":\"" + KEY);
    }

    // without it Secrets Manager answers AccessDenied to the mapping and to the functions
    @Test
    void isDecryptedByTheListenerAndTheOperations() {
        assertThat(decrypting(Synthesis.of(STACK,
                with(ExistingOptions.publicBroker(), Map.of("brokerSecretKeyArn", KEY)))))
                .anyMatch(id -> id.startsWith("Listener")).anyMatch(id -> id.startsWith("TopologyBrokerTasks"));
        assertThat(decrypting(Synthesis.of(STACK, ExistingOptions.publicBroker()))).isEmpty();
    }
}
