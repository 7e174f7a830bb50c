package io.github.rabbitlambda.operations.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.rabbitlambda.operations.OperationFailedException;

/** Rotations that end anywhere, and two whose steps mix: afterwards the current login works. */
class InterruptedRotationTest extends RotationFixture {
    @ParameterizedTest
    @ValueSource(strings = {ADMINISTRATOR, CONSUMER, PUBLISHER})
    void isResumedWhereverItEnded(String arn) {
        int ended = 0;
        for (boolean after : List.of(false, true)) {
            for (int request = 0; request < 100; request++) {
                String version = secrets.begin(arn);
                secrets.endAt(request, after);
                boolean whole = endsWhole(arn, version);
                boolean over = !secrets.ended();
                secrets.endNothing();
                if (over) {
                    break;
                }
                ended++;
                assertThat(whole).as("request " + request + " is passed over").isFalse();

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
            boolean over = !secrets.ended();
            secrets.endNothing();
            if (over) {
                break;
            }
            ended++;
            assertThat(whole).as("request " + request + " is passed over").isFalse();
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
                    "none of the administrator's passwords", "The broker refused the user administrator-");
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
}
