package io.github.rabbitlambda.doctor.model;

import static io.github.rabbitlambda.doctor.model.ChangedAccounts.ISOLATED;
import static io.github.rabbitlambda.doctor.model.ChangedAccounts.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.doctor.snapshot.Answer;
import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;
import io.github.rabbitlambda.reachability.verdict.Verdict.Kind;
import io.github.rabbitlambda.reachability.verdict.Verdict;

/** What is judged without a mapping, and the template that a verdict comes from. */
class LiveVerdictsTest {
    @Test
    void brokerWithoutAMappingIsJudgedAsIfItHadOne() {
        String broker = "b-8f794bcc-6b1a-3d54-aa7f-5e30721a05da";
        List<Answer> answers = new ArrayList<>(ISOLATED.answers());
        answers.removeIf(answer -> answer.call().name().contains("EVENT_SOURCE_MAPPING"));

        Verdict verdict = verdict(new Snapshot(ISOLATED.taken(), broker, ISOLATED.region(), answers));

        assertThat(verdict.id()).isEqualTo(broker);
        assertThat(verdict.hypothetical()).isTrue();
        assertThat(verdict.kind()).as(verdict.words()).isEqualTo(Kind.CONNECTS);
    }

    @Test
    void templateIsJsonWithoutWhatCouldNotBeRead() {
        String template = LiveVerdicts.template(UnreadAnswersTest.without(ISOLATED, Call.DESCRIBE_ROUTE_TABLES));

        assertThat(template).startsWith("{\n  \"Resources\": {").contains("\"AWS::EC2::VPCEndpoint\"")
                .contains("\"RouteTableId\": null");
    }
}
