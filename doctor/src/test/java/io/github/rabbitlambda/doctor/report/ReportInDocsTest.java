package io.github.rabbitlambda.doctor.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.doctor.Healthy;
import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.reachability.verdict.TextStyle;

/** The page about the doctor shows what it prints. */
class ReportInDocsTest {
    private static final String PAGE = page();

    private static String page() {
        try {
            return Files.readString(Path.of("..", "docs", "doctor.md"));
        } catch (IOException missing) {
            throw new IllegalStateException("docs/doctor.md must be there", missing);
        }
    }

    @Test
    void theExampleIsARealReport() {
        Healthy account = Healthy.account().mapping("State", "Disabled").mapping("StateTransitionReason",
                "EVENT_SOURCE_AUTHN_ERROR").secret("LastChangedDate", "2026-11-27T07:58:12Z").mapping("LastModified",
                        "2026-11-27T08:20:41Z")
                .brokerMetric("ConsumerCount", 0).brokerMetric("AckRate", 0)
                .brokerMetric("MessageUnacknowledgedCount", 0);
        String report = Report.of(account.snapshot()).text(TextStyle.PLAIN);
        assertThat(PAGE).contains(report.lines().map(line -> line.isEmpty() ? line : "    " + line)
                .collect(Collectors.joining("\n")));
    }

    @Test
    void everyCallIsNamed() {
        for (Call call : Call.values()) {
            assertThat(PAGE).contains("`" + call.action() + "`");
        }
    }
}
