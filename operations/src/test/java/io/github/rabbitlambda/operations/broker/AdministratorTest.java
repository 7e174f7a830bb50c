package io.github.rabbitlambda.operations.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.rabbitlambda.operations.Invocation;
import io.github.rabbitlambda.operations.OperationFailedException;

/** The administrator's password is changed in place, and is found meanwhile. */
class AdministratorTest extends RotationFixture {
    @Test
    void administratorIsRotatedInPlaceAndKeepsItsTags() throws Exception {
        BrokerSecret first = secrets.current(ADMINISTRATOR);

        rotate(ADMINISTRATOR);

        BrokerSecret second = secrets.current(ADMINISTRATOR);
        assertThat(second.username()).isEqualTo(first.username());
        assertThat(logsIn(second)).isTrue();
        assertThat(logsIn(first)).isFalse();
        assertThat(broker.client().getUser(first.username()).getTags()).containsExactlyInAnyOrder("administrator",
                "policymaker");
    }

    @Test
    void othersRotateWhileTheAdministratorsRotationHasNotEnded() {
        String version = secrets.begin(ADMINISTRATOR);
        step("createSecret", ADMINISTRATOR, version);
        step("setSecret", ADMINISTRATOR, version);

        rotate(CONSUMER);

        assertThat(logsIn(secrets.current(CONSUMER))).isTrue();
    }

    /** A stack that does not rotate the administrator may read its secret and not describe it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void tasksWorkWhileTheAdministratorsRotationHasNotEnded(boolean byOthers) {
        String version = secrets.begin(ADMINISTRATOR);
        step("createSecret", ADMINISTRATOR, version);
        step("setSecret", ADMINISTRATOR, version);

        if (byOthers) {
            secrets.denyDescribing(ADMINISTRATOR);
        }

        declare();
        for (Map<String, Object> task : List.of(Map.<String, Object>of("task", "observe"),
                Map.<String, Object>of("task", "peek"),
                Map.<String, Object>of("task", "move", "from", "orders.dead"))) {
            assertThatCode(() -> tasks().handleRequest(task, Invocation.fresh())).as(task.toString())
                    .doesNotThrowAnyException();
        }
        assertThat(logsIn(secrets.current(ADMINISTRATOR))).as("the former password").isFalse();
    }

    @Test
    void messagesAreLookedAtAndMovedWithoutTheManagementApi() {
        stage.with("BROKER_MANAGEMENT_URL", "https://localhost:1");

        for (Map<String, Object> task : List.of(Map.<String, Object>of("task", "peek"),
                Map.<String, Object>of("task", "move", "from", "orders.dead"))) {
            assertThatCode(() -> tasks().handleRequest(task, Invocation.fresh())).as(task.toString())
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void administratorsSecretThatTheBrokerDoesNotTakeIsSaid() {
        secrets.put(ADMINISTRATOR, secrets.current(ADMINISTRATOR).username(), "edited-by-hand-and-wrong");
        String version = secrets.begin(ADMINISTRATOR);
        step("createSecret", ADMINISTRATOR, version);

        assertThatThrownBy(() -> step("setSecret", ADMINISTRATOR, version)).isInstanceOf(OperationFailedException.class)
                .hasMessageContaining(
                        "takes none of the administrator's passwords in the secret " + ADMINISTRATOR)
                .hasMessageContaining("write the password that the broker has into the secret, and rotate again");
        assertThatThrownBy(() -> rotate(CONSUMER))
                .hasMessageContaining("The broker refused the user " + secrets.current(ADMINISTRATOR).username()
                        + " of the secret " + ADMINISTRATOR);
        assertThat(log()).contains("\"RotationFailed\":1");
    }

    @Test
    void administratorWhoseNameSomebodyEditedIsToldBySentence() {
        String version = secrets.begin(ADMINISTRATOR);
        step("createSecret", ADMINISTRATOR, version);
        step("setSecret", ADMINISTRATOR, version);
        secrets.put(ADMINISTRATOR, "nobody-known", "edited-by-hand-and-wrong");
        String next = secrets.begin(ADMINISTRATOR);
        step("createSecret", ADMINISTRATOR, next);

        assertThatThrownBy(() -> step("setSecret", ADMINISTRATOR, next))
                .hasMessageContaining("must name a user of the broker (given nobody-known");
    }

    @ParameterizedTest
    @ValueSource(strings = {CONSUMER, PUBLISHER})
    void administratorInASecretOfAnotherUserStaysAdministrator(String arn) throws Exception {
        BrokerSecret administrator = secrets.current(ADMINISTRATOR);
        secrets.put(arn, administrator.username(), administrator.password());

        assertThatThrownBy(this::declare).hasMessageContaining("The secret " + arn + " must name a user of its own")
                .hasMessageContaining(administrator.username());

        assertThat(broker.client().getUser(administrator.username()).getTags()).contains("administrator");
    }

    @Test
    void consumerRotatesBesideAnAdministratorWhomOthersRotate() {
        secrets.denyDescribing(ADMINISTRATOR);

        rotate(CONSUMER);

        assertThat(logsIn(secrets.current(CONSUMER))).isTrue();
        assertThat(log()).contains("\"RotationFailed\":0");
    }
}
