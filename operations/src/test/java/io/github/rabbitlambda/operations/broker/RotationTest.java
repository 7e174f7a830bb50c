package io.github.rabbitlambda.operations.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.rabbitlambda.operations.OperationFailedException;

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

    @ParameterizedTest
    @ValueSource(strings = {ADMINISTRATOR, CONSUMER, PUBLISHER})
    void isResumedWhereverItEnded(String arn) {
        int ended = 0;
        for (boolean after : List.of(false, true)) {
            for (int request = 0; request < 100; request++) {
                String version = secrets.begin(arn);
                secrets.endAt(request, after);
                boolean whole = endsWhole(arn, version);
                secrets.endNothing();
                if (whole) {
                    break;
                }
                ended++;

                rotate(arn, version);

                assertThat(secrets.labels(arn)).as("request " + request).containsEntry("AWSCURRENT", version);
                assertThat(logsIn(secrets.current(arn))).as("request " + request + ", after its effect: " + after)
                        .isTrue();
            }
        }
        assertThat(ended).isGreaterThan(20);
    }

    @Test
    void administratorIsNotLostIfAnAbandonedRotationIsFollowedByOneThatEndsAnywhere() {
        int ended = 0;
        for (int request = 0; request < 100; request++) {
            String abandoned = secrets.begin(ADMINISTRATOR);
            step("createSecret", ADMINISTRATOR, abandoned);
            step("setSecret", ADMINISTRATOR, abandoned);
            String version = secrets.begin(ADMINISTRATOR);
            secrets.endAt(request, request % 2 == 0);
            boolean whole = endsWhole(ADMINISTRATOR, version);
            secrets.endNothing();
            if (whole) {
                break;
            }
            ended++;
            String last = secrets.begin(ADMINISTRATOR);

            rotate(ADMINISTRATOR, last);

            assertThat(logsIn(secrets.current(ADMINISTRATOR))).as("request " + request).isTrue();
        }
        assertThat(ended).isGreaterThan(15);
    }

    private boolean endsWhole(String arn, String version) {
        try {
            rotate(arn, version);
            return true;
        } catch (OperationFailedException ended) {
            assertThat(ended).hasMessageContaining("ended");
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ADMINISTRATOR, CONSUMER})
    void currentLoginWorksInWhicheverOrderTheStepsOfTwoRotationsCome(String arn) {
        List<List<Boolean>> orders = new ArrayList<>(interleavings(4, 4));
        Collections.shuffle(orders, new Random(17));
        int some = Math.max(12, (int) (orders.size() * Double.parseDouble(System.getProperty("drill.scale", "0.05"))));
        for (List<Boolean> order : orders.subList(0, some)) {
            String[] versions = {secrets.begin(arn), ""};
            int[] done = {0, 0};
            for (boolean second : order) {
                int which = second ? 1 : 0;
                if (versions[which].isEmpty()) {
                    versions[which] = secrets.begin(arn);
                }
                attempt(STEPS.get(done[which]++), arn, versions[which]);
            }
            assertThat(logsIn(secrets.current(arn)) || arn.equals(ADMINISTRATOR)).as(order.toString()).isTrue();
            String last = secrets.begin(arn);
            rotate(arn, last);
            assertThat(logsIn(secrets.current(arn))).as("after another rotation, " + order).isTrue();
        }
    }

    private void attempt(String step, String arn, String version) {
        try {
            step(step, arn, version);
        } catch (OperationFailedException replaced) {
            assertThat(replaced.getMessage()).containsAnyOf("another rotation has taken its place",
                    "createSecret makes it",
                    "neither the current nor the new password", "The broker refused the user administrator-");
        }
    }

    private static List<List<Boolean>> interleavings(int first, int second) {
        if (first == 0 && second == 0) {
            return List.of(List.of());
        }
        List<List<Boolean>> all = new ArrayList<>();
        if (first > 0) {
            interleavings(first - 1, second).forEach(rest -> all.add(prepended(false, rest)));
        }
        if (second > 0) {
            interleavings(first, second - 1).forEach(rest -> all.add(prepended(true, rest)));
        }
        return all;
    }

    private static List<Boolean> prepended(boolean first, List<Boolean> rest) {
        List<Boolean> all = new ArrayList<>(List.of(first));
        all.addAll(rest);
        return all;
    }

    @Test
    void rotationMendsASecretThatSomebodyEdited() {
        secrets.put(CONSUMER, "somebody", "a-password-that-the-broker-does-not-know");

        rotate(CONSUMER);

        assertThat(secrets.current(CONSUMER).username()).isEqualTo("somebody-b");
        assertThat(logsIn(secrets.current(CONSUMER))).isTrue();
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
    void administratorsSecretThatTheBrokerDoesNotTakeIsSaid() {
        secrets.put(ADMINISTRATOR, secrets.current(ADMINISTRATOR).username(), "edited-by-hand-and-wrong");
        String version = secrets.begin(ADMINISTRATOR);
        step("createSecret", ADMINISTRATOR, version);

        assertThatThrownBy(() -> step("setSecret", ADMINISTRATOR, version)).isInstanceOf(OperationFailedException.class)
                .hasMessageContaining(
                        "takes neither the current nor the new password of the administrator in the secret ")
                .hasMessageContaining("write the password that the broker has into the secret, and rotate again");
        assertThatThrownBy(() -> rotate(CONSUMER))
                .hasMessageContaining("the new password of the administrator in the secret " + ADMINISTRATOR);
        assertThat(log()).contains("\"RotationFailed\":1");
    }

    @Test
    void othersRotateWhileTheAdministratorsRotationHasNotEnded() {
        String version = secrets.begin(ADMINISTRATOR);
        step("createSecret", ADMINISTRATOR, version);
        step("setSecret", ADMINISTRATOR, version);

        rotate(CONSUMER);

        assertThat(logsIn(secrets.current(CONSUMER))).isTrue();
    }

    @Test
    void consumerRotatesBesideAnAdministratorWhomOthersRotate() {
        secrets.denyDescribing(ADMINISTRATOR);

        rotate(CONSUMER);

        assertThat(logsIn(secrets.current(CONSUMER))).isTrue();
        assertThat(log()).contains("\"RotationFailed\":0");
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

        assertThat(log()).contains("\"RotationFailed\":0").contains("\"Broker\":\"orders-broker\"")
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
