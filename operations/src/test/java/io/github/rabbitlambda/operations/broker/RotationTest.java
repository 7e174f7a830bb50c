package io.github.rabbitlambda.operations.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.rabbitlambda.operations.AwsService.Answer;
import io.github.rabbitlambda.operations.BrokerRetry;

/** Each step of a rotation, and the secrets and users that somebody changed by hand. */
class RotationTest extends RotationFixture {
    @Test
    void twoUsersTakeTurns() {
        BrokerSecret first = secrets.current(CONSUMER);

        rotate(CONSUMER);

        BrokerSecret second = secrets.current(CONSUMER);
        assertThat(second.username()).isEqualTo(consumer + "-b");
        assertThat(logsIn(second)).isTrue();
        assertThat(logsIn(first)).as("the former login, until the next turn").isTrue();

        rotate(CONSUMER);

        BrokerSecret third = secrets.current(CONSUMER);
        assertThat(third.username()).isEqualTo(consumer + "-a");
        assertThat(third.password()).isNotEqualTo(first.password());
        assertThat(logsIn(third)).isTrue();
        assertThat(logsIn(second)).isTrue();
        assertThat(logsIn(first)).isFalse();
    }

    @Test
    void whatElseTheSecretHoldsStays() {
        rotate(PUBLISHER);

        assertThat(secrets.text(PUBLISHER)).contains("\"note\":\"kept\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {ADMINISTRATOR, CONSUMER, PUBLISHER})
    void eachStepMayBeCalledTwice(String arn) {
        String version = secrets.begin(arn);

        STEPS.forEach(step -> {
            step(step, arn, version);
            step(step, arn, version);
        });
        STEPS.forEach(step -> step(step, arn, version));

        assertThat(secrets.labels(arn)).containsEntry("AWSCURRENT", version);
        assertThat(logsIn(secrets.current(arn))).isTrue();
    }

    @Test
    void rotationMendsASecretThatSomebodyEdited() {
        secrets.put(CONSUMER, "somebody", "a-password-that-the-broker-does-not-know");

        rotate(CONSUMER);

        assertThat(secrets.current(CONSUMER).username()).isEqualTo("somebody-b");
        assertThat(logsIn(secrets.current(CONSUMER))).isTrue();
    }

    /** The current login does not work, and no other secret's success may say that all is well. */
    @Test
    void rotationThatEndsAfterItsVersionIsCurrentIsUnfinished() throws Exception {
        String version = secrets.begin(PUBLISHER);
        STEPS.subList(0, 3).forEach(step -> step(step, PUBLISHER, version));
        secrets.endAt(5, false);
        assertThatThrownBy(() -> step("finishSecret", PUBLISHER, version)).hasMessageContaining("ended");
        secrets.endNothing();
        assertThat(secrets.labels(PUBLISHER)).containsEntry("AWSCURRENT", version);

        rotate(CONSUMER);

        assertThat(log().lines().toList().getLast()).contains("\"RotationFailed\":1");
        step("finishSecret", PUBLISHER, version);
        assertThat(log().lines().toList().getLast()).contains("\"RotationFailed\":0");
    }

    @Test
    void loginThatSomebodyChangesDuringTheRotationIsSetAgain() throws Exception {
        String version = secrets.begin(CONSUMER);
        STEPS.subList(0, 3).forEach(step -> step(step, CONSUMER, version));
        broker.client().updateUser(consumer + "-b", "something-else".toCharArray(), List.of());

        step("finishSecret", CONSUMER, version);

        assertThat(logsIn(secrets.current(CONSUMER))).isTrue();
        assertThat(log()).contains("is set again");
    }

    @Test
    void refusalOfAUserNamesWhatTheBrokerAnswered() {
        lambda.on("PUT /api/users/somebody", Answer.error(400, "bad_request", "hash of an unknown algorithm"));
        ManagementApi administrator = new ManagementApi(lambda.endpoint(), secrets.current(ADMINISTRATOR),
                broker.trust(), new BrokerRetry(Duration.ZERO, Duration.ofMillis(50)));

        assertThatThrownBy(() -> administrator.putUser("somebody", PasswordHash.of("secret"), ""))
                .hasMessageStartingWith("The broker refused to put the user somebody: 400 ")
                .hasMessageContaining("hash of an unknown algorithm");
        lambda.on("PUT /api/users/somebody", Answer.error(503, "unavailable", "the node is in maintenance"));
        assertThatThrownBy(() -> administrator.putUser("somebody", PasswordHash.of("secret"), ""))
                .hasMessageContaining("503").hasMessageContaining("the node is in maintenance");
    }

    @Test
    void secretOfBytesIsRefusedWithASentence() {
        secrets.putBytes(CONSUMER);
        String version = secrets.begin(CONSUMER);

        assertThatThrownBy(() -> step("createSecret", CONSUMER, version))
                .hasMessageContaining("The secret " + CONSUMER + " must be JSON")
                .hasMessageContaining("it holds bytes instead of text");
    }

    @Test
    void successOfOneDoesNotHideTheFailureOfAnother() {
        String failed = secrets.begin(PUBLISHER);
        step("createSecret", PUBLISHER, failed);

        rotate(CONSUMER);

        assertThat(log().lines().toList().getLast()).contains("\"RotationFailed\":1");
        rotate(PUBLISHER, failed);
        assertThat(log().lines().toList().getLast()).contains("\"RotationFailed\":0");
    }

    @Test
    void pendingLoginThatDoesNotWorkIsNeverMadeCurrent() throws Exception {
        String version = secrets.begin(CONSUMER);
        step("createSecret", CONSUMER, version);
        step("setSecret", CONSUMER, version);
        broker.client().deleteUser(consumer + "-b");

        assertThatThrownBy(() -> step("testSecret", CONSUMER, version))
                .hasMessageContaining("The broker refused the user " + consumer + "-b");
        assertThat(secrets.current(CONSUMER).username()).isEqualTo(consumer + "-a");
    }

    @Test
    void refusesAnotherSecretAnotherStepAndAnotherVersion() {
        secrets.put("arn:other", "x", "y");
        String other = secrets.begin("arn:other");
        String version = secrets.begin(CONSUMER);

        assertThatThrownBy(() -> step("createSecret", "arn:other", other))
                .hasMessageContaining("SecretId must be a secret of this stack").hasMessageContaining("arn:other");
        assertThatThrownBy(() -> step("dance", CONSUMER, version))
                .hasMessageContaining("Step must be createSecret, setSecret, testSecret or finishSecret (given dance");
        assertThatThrownBy(() -> step("setSecret", CONSUMER, version)).hasMessageContaining("createSecret makes it");
        assertThatThrownBy(() -> step("createSecret", CONSUMER, "12345678-1234-1234-1234-123456789012"))
                .hasMessageContaining("another rotation has taken its place");
    }

    @Test
    void countsEachRotationAndTellsNoPassword() {
        rotate(CONSUMER);
        rotate(ADMINISTRATOR);

        assertThat(log()).contains("\"RotationFailed\":0")
                .contains("[[\"Broker\",\"VirtualHost\",\"Queue\"]]", "\"Broker\":\"orders-broker\"",
                        "\"Queue\":\"orders\"")
                .contains("of the user " + consumer + "-b");
        assertThat(secrets.passwords()).hasSizeGreaterThan(4)
                .allSatisfy(password -> assertThat(log()).doesNotContain(password));
    }

    @Test
    void brokerStoresASaltedHashOfSha512() throws Exception {
        rotate(CONSUMER);

        assertThat(broker.client().getUser(consumer + "-b").getHashingAlgorithm())
                .isEqualTo("rabbit_password_hashing_sha512");
    }
}
