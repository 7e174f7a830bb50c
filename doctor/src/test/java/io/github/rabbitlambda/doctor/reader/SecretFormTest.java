package io.github.rabbitlambda.doctor.reader;

import static io.github.rabbitlambda.doctor.reader.Fixture.HEALTHY;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Seen;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;
import io.github.rabbitlambda.doctor.snapshot.SnapshotFile;

class SecretFormTest {
    private static final String VALUE = "hunter2-is-the-value";

    private static FakeAccount account() {
        return account(JsonNodeFactory.instance.objectNode().put("Usable", true));
    }

    private static FakeAccount account(JsonNode form) {
        return FakeAccount
                .serving(HEALTHY.with(Call.GET_SECRET_VALUE, form, "SecretId", Fixture.SECRET_ARN).snapshot());
    }

    private static Snapshot checked(FakeAccount account) {
        try (account) {
            return account.reader().checkingSecret().read(Fixture.UUID);
        }
    }

    private static Seen<JsonNode> form(Snapshot read) {
        return read.seen(Call.GET_SECRET_VALUE, "SecretId", Fixture.SECRET_ARN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {"username": "u", "password": "hunter2-is-the-value", "more": 1} | {"Usable":true}
            hunter2-is-the-value                                             | {"Problem":"is not JSON"}
            {"username": "hunter2-is-the-value                               | {"Problem":"is not JSON"}
            {"username": "u", "password": "p"} hunter2-is-the-value          | {"Problem":"is not JSON"}
            ' '                                                              | {"Problem":"is not JSON"}
            ["hunter2-is-the-value"]                                         | {"Problem":"is not a JSON object"}
            "hunter2-is-the-value"                                           | {"Problem":"is not a JSON object"}
            {"user": "u", "password": "hunter2-is-the-value"}                | {"Problem":"has no username"}
            {"username": "hunter2-is-the-value", "pass": "p"}                | {"Problem":"has no password"}
            {"username": "hunter2-is-the-value", "password": 5}              | {"Problem":"has a username or password that is not a string"}
            {"username": null, "password": "hunter2-is-the-value"}           | {"Problem":"has a username or password that is not a string"}
            """)
    void saysWhetherLambdaCanLogInWithTheSecretAndKeepsNothingOfIt(String value, String form) {
        Snapshot read = checked(account().withSecret(value));

        assertThat(form(read).known()).map(JsonNode::toString).contains(form);
        assertThat(SnapshotFile.text(read)).doesNotContain(VALUE);
        assertThat(read.toString()).doesNotContain(VALUE);
    }

    @Test
    void saysThatASecretIsBinary() {
        JsonNode binary = JsonNodeFactory.instance.objectNode().put("Problem", "is binary");

        assertThat(form(checked(account(binary)))).isEqualTo(new Seen.Known<>(binary));
    }

    @Test
    void readsNoValueUnlessItIsAskedTo() {
        FakeAccount account = account().withSecret(VALUE);
        try (account) {
            account.reader().read(Fixture.UUID);
        }

        assertThat(account.log().requests()).extracting(FakeRequest::call).doesNotContain(Call.GET_SECRET_VALUE)
                .contains(Call.DESCRIBE_SECRET);
    }

    @Test
    void saysThatTheValueMayNotBeRead() {
        Snapshot read = checked(account().denying(Call.GET_SECRET_VALUE));

        assertThat(form(read).unread()).map(Seen.Unread::code).contains("AccessDeniedException");
    }

    /** The SDK quotes an answer that it can't read. */
    @Test
    void quotesNothingOfAnAnswerThatIsNoJson() {
        Snapshot read = checked(account().answeringWith(Call.GET_SECRET_VALUE, "{\"SecretString\": " + VALUE));

        assertThat(form(read)).isEqualTo(
                new Seen.Unread<>(Call.GET_SECRET_VALUE, "NoAnswer", "the answer could not be read"));
        assertThat(SnapshotFile.text(read)).doesNotContain(VALUE);
    }
}
