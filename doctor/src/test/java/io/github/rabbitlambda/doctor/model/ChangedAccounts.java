package io.github.rabbitlambda.doctor.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.rabbitlambda.doctor.snapshot.Answer;
import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Seen;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;
import io.github.rabbitlambda.reachability.verdict.Verdict.Kind;
import io.github.rabbitlambda.reachability.verdict.Verdict;

/** Deployed graded cases, changed as an account can be and no template says, and what is expected of them. */
final class ChangedAccounts {
    static final Snapshot NAT = new Graded("G2-nat.json", Map.of()).deployed();
    static final Snapshot ISOLATED = new Graded("G1-isolated.json", Map.of()).deployed();
    static final Snapshot PUBLIC = new Graded("G3-public.json", Map.of()).deployed();

    private ChangedAccounts() {}

    static Verdict verdict(Snapshot snapshot) {
        List<Verdict> verdicts = LiveVerdicts.of(snapshot);
        assertThat(verdicts).hasSize(1);
        return verdicts.getFirst();
    }

    /** The snapshot with every answer to a call changed. */
    static Snapshot with(Snapshot snapshot, Call call, Consumer<ObjectNode> change) {
        List<Answer> answers = new ArrayList<>();
        for (Answer answer : snapshot.answers()) {
            if (answer.call() == call && answer.seen() instanceof Seen.Known<JsonNode>(JsonNode output)) {
                ObjectNode copy = output.deepCopy();
                change.accept(copy);
                answers.add(new Answer(call, answer.input(), new Seen.Known<>(copy)));
            } else {
                answers.add(answer);
            }
        }
        return new Snapshot(snapshot.taken(), snapshot.subject(), snapshot.region(), answers);
    }

    static Snapshot withEach(Snapshot snapshot, Call call, Consumer<ObjectNode> change) {
        return with(snapshot, call,
                output -> output.path(call.list().orElseThrow()).forEach(item -> change.accept((ObjectNode) item)));
    }

    static Snapshot and(Snapshot snapshot, Call call, Seen<JsonNode> seen, String... input) {
        List<Answer> answers = new ArrayList<>(snapshot.answers());
        Map<String, String> inputs = new TreeMap<>();
        for (int i = 0; i < input.length; i += 2) {
            inputs.put(input[i], input[i + 1]);
        }
        answers.removeIf(answer -> answer.call() == call && answer.input().equals(inputs));
        answers.add(new Answer(call, inputs, seen));
        return new Snapshot(snapshot.taken(), snapshot.subject(), snapshot.region(), answers);
    }

    static void fails(Snapshot snapshot, String rule, String fact) {
        Verdict verdict = verdict(snapshot);
        assertThat(verdict.kind()).as(verdict.words()).isEqualTo(Kind.FAILS);
        assertThat(Graded.rules(verdict)).as(verdict.words()).contains(rule);
        assertThat(verdict.words()).contains(fact);
    }

    static void isUnknown(Snapshot snapshot, String rule, String fact) {
        Verdict verdict = verdict(snapshot);
        assertThat(verdict.kind()).as(verdict.words()).isEqualTo(Kind.UNKNOWN);
        assertThat(Graded.rules(verdict)).as(verdict.words()).containsExactly(rule);
        assertThat(verdict.words()).contains(fact);
    }

    static void connects(Snapshot snapshot) {
        Verdict verdict = verdict(snapshot);
        assertThat(verdict.kind()).as(verdict.words()).isEqualTo(Kind.CONNECTS);
    }
}
