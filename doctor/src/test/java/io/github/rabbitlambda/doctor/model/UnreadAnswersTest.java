package io.github.rabbitlambda.doctor.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.rabbitlambda.doctor.snapshot.Answer;
import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Seen;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;
import io.github.rabbitlambda.reachability.verdict.Verdict;
import io.github.rabbitlambda.reachability.verdict.Verdict.Kind;

/** What could not be read is neither good nor bad. */
class UnreadAnswersTest {
    static Stream<Arguments> eachCallOfEachTemplate() {
        List<Arguments> all = new ArrayList<>();
        for (Graded graded : GradedTemplatesTest.deployable()) {
            graded.deployed().answers().stream().map(Answer::call).distinct()
                    .filter(call -> call != Call.GET_EVENT_SOURCE_MAPPING)
                    .forEach(call -> all.add(Arguments.of(graded, call)));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("eachCallOfEachTemplate")
    void oneDeniedCallReversesNoVerdict(Graded graded, Call denied) {
        Snapshot snapshot = graded.deployed();
        Verdict full = LiveVerdicts.of(snapshot).getFirst();

        Verdict partial = LiveVerdicts.of(without(snapshot, denied)).getFirst();

        assertThat(partial.kind()).as(partial.words() + "\n" + full.words()).isIn(full.kind(), Kind.UNKNOWN,
                full.kind() == Kind.CONNECTS ? Kind.CONNECTS_IF : Kind.UNKNOWN);
        if (partial.kind() == Kind.UNKNOWN && full.kind() != Kind.UNKNOWN) {
            assertThat(partial.words()).contains("allow " + denied.action());
        }
    }

    static Snapshot without(Snapshot snapshot, Call denied) {
        return new Snapshot(snapshot.taken(), snapshot.subject(), snapshot.region(),
                snapshot.answers().stream()
                        .map(answer -> answer.call() == denied
                                ? new Answer(denied, answer.input(),
                                        new Seen.Unread<>(denied, "AccessDeniedException", "not authorized"))
                                : answer)
                        .toList());
    }
}
