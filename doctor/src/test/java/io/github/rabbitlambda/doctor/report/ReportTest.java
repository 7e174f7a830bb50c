package io.github.rabbitlambda.doctor.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.rabbitlambda.doctor.Healthy;
import io.github.rabbitlambda.doctor.finding.Finding;
import io.github.rabbitlambda.doctor.finding.Finding.Level;
import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.reachability.verdict.TextStyle;
import io.github.rabbitlambda.reachability.verdict.Verdict;

class ReportTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "reports");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Report report(Healthy account, Verdict... verdicts) {
        return Report.of(account.snapshot(), List.of(verdicts));
    }

    private static Report connecting(Healthy account) {
        return report(account, Verdicts.connects());
    }

    private static List<String> ids(Report report) {
        return report.diagnoses().getFirst().findings().stream()
                .map(Finding::id).toList();
    }

    private static Healthy disabled() {
        return Healthy.account().mapping("State", "Disabled");
    }

    private static void assertGolden(String name, String text) throws IOException {
        assertThat(text).isEqualTo(Files.readString(GOLDEN.resolve(name)));
    }

    @Test
    void saysThatNothingWrongWasFoundAndWhatWasLookedAt() throws IOException {
        Report report = connecting(Healthy.account());
        assertGolden("healthy.txt", report.text(TextStyle.PLAIN));
        assertThat(report.status()).isZero();
    }

    @Test
    void namesTheCauseFirstWithItsCureAndCommands() throws IOException {
        Report report = connecting(disabled().secret("DeletedDate", "2026-11-27T08:00:00Z"));
        assertGolden("disabled.txt", report.text(TextStyle.PLAIN));
        assertThat(report.status()).isEqualTo(1);
    }

    @Test
    void explainsByStatePathsAndMetrics() {
        assertThat(connecting(Healthy.account()).explained(TextStyle.PLAIN)).contains(
                "  LastProcessingResult: OK\n",
                "  path to STS: interfaces in subnet-0c1d2e3f4a5b60718 (10.0.0.0/24) → service sts\n",
                "  orders MessageReadyCount: 14 at 2026-11-27T12:00:00Z\n");
    }

    @Test
    void explainsAMetricWithoutValues() {
        assertThat(connecting(Healthy.account().functionMetric("Errors")).explained(TextStyle.PLAIN))
                .contains("  process-orders Errors: no values\n");
    }

    @Test
    void colorsOnlyTheLevel() {
        assertThat(connecting(disabled()).text(TextStyle.COLORED)).contains("  \u001B[1;31mCAUSE\u001B[0m: Mapping ")
                .containsOnlyOnce("\u001B[1;31m");
        assertThat(connecting(disabled()).text(TextStyle.PLAIN)).doesNotContain("\u001B");
    }

    @Test
    void actsOnNoTerminal() {
        assertThat(connecting(Healthy.account().mapping("LastProcessingResult", "evil \u001B[2J text\nnext"))
                .explained(TextStyle.PLAIN)).contains("evil [2J text next").doesNotContain("\u001B");
    }

    @Test
    void aCertainFactComesBeforeTheNetwork() {
        Healthy account = Healthy.account().secret("DeletedDate", "2026-11-27T08:00:00Z")
                .brokerMetric("ConsumerCount", 0)
                .brokerMetric("AckRate", 0);
        assertThat(ids(report(account, Verdicts.fails()))).startsWith("D16", "R11", "D36");
    }

    @Test
    void theNetworkComesFirstWhereLambdaPointsAtIt() {
        Healthy account = Healthy.account().secret("DeletedDate", "2026-11-27T08:00:00Z").mapping(
                "LastProcessingResult",
                "PROBLEM: Connection error. Please check your event source connection configuration.");
        assertThat(ids(report(account, Verdicts.fails()))).containsExactly("R11", "D16", "D28");
    }

    @Test
    void aDisabledMappingComesFirstInAnyCase() {
        Healthy account = disabled().mapping("LastProcessingResult",
                "PROBLEM: Lambda failed to assume your function execution role.");
        assertThat(ids(report(account, Verdicts.fails()))).containsExactly("D01", "R11", "D23");
    }

    @Test
    void findingsOfReachabilityKeepTheirRuleSentenceAndFix() {
        assertThat(report(Healthy.account(), Verdicts.fails()).diagnoses().getFirst().findings())
                .singleElement().satisfies(finding -> {
                    assertThat(finding.id()).isEqualTo("R11");
                    assertThat(finding.level()).isEqualTo(Level.CAUSE);
                    assertThat(finding.fact()).endsWith("cannot assume its role.");
                    assertThat(finding.cure()).isEqualTo("Add an interface endpoint for sts.");
                });
    }

    @Test
    void levelsOfReachabilityHaveTheirCounterparts() {
        assertThat(report(Healthy.account(), Verdicts.ofEachLevel()).diagnoses().getFirst().findings())
                .extracting(finding -> finding.level() + " " + finding.fact())
                .containsExactly("CAUSE FAILS", "UNKNOWN UNKNOWN", "WARNING WARNS", "NOTE assumed: ASSUMES",
                        "NOTE NOTES");
    }

    @Test
    void theStatusIsTwoWhereSomethingIsUnknown() {
        assertThat(connecting(Healthy.account().unread(Call.DESCRIBE_SECRET, "AccessDeniedException")).status())
                .isEqualTo(2);
        assertThat(report(Healthy.account()).status()).isEqualTo(2);
        assertThat(connecting(Healthy.account().broker("PendingEngineVersion", "4.3.1")).status()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void aDeniedCallIsUnknownWhereReachabilityDoesNotKnow(Call call) {
        Healthy account = Healthy.account().unread(call, "AccessDeniedException");
        Report report = report(account, Verdicts.unknown());
        boolean made = account.snapshot().answers().stream().anyMatch(answer -> answer.call() == call);
        assertThat(report.status()).isEqualTo(2);
        assertThat(report.text(TextStyle.PLAIN).contains("UNKNOWN: " + call.action() + " could not be read"))
                .isEqualTo(made);
        assertThat(report.text(TextStyle.PLAIN).contains("Could not be read: " + call.action())).isEqualTo(made);
    }

    @Test
    void aDeniedCallThatNobodyNeededIsListedOnly() {
        Report report = connecting(Healthy.account().unread(Call.GET_KEY_POLICY, "AccessDeniedException"));
        assertThat(report.status()).isZero();
        assertThat(report.text(TextStyle.PLAIN)).contains("  Nothing wrong was found.\n",
                "Could not be read: kms:GetKeyPolicy (AccessDeniedException).\n");
    }

    @Test
    void diagnosesEachMappingOfAFunction() {
        Healthy account = Healthy.account().subject("process-orders").otherMapping(Map.of("State", "Disabled"))
                .listedByFunction("process-orders");
        assertThat(report(account).diagnoses()).extracting(Diagnosis::id).containsExactly(Healthy.MAPPING,
                Healthy.OTHER_MAPPING);
    }

    @Test
    void diagnosesABrokerThatNoMappingReads() {
        Healthy account = Healthy.account().subject("orders").without(Call.GET_EVENT_SOURCE_MAPPING)
                .change(Call.LIST_EVENT_SOURCE_MAPPINGS, list -> list.putArray("EventSourceMappings"));
        assertThat(report(account).text(TextStyle.PLAIN))
                .startsWith(
                        "b-7c1d9e42-58a3-4f6b-8e20-1b3a5c7d9e0f: 1 cause\n  CAUSE: No mapping reads broker b-7c1d9e42");
    }

    @Test
    void aSubjectThatIsNothingHasADiagnosisToo() {
        Report report = report(Healthy.account().subject("nobody").without(Call.GET_EVENT_SOURCE_MAPPING)
                .change(Call.LIST_EVENT_SOURCE_MAPPINGS, list -> list.putArray("EventSourceMappings")));
        assertThat(report.text(TextStyle.PLAIN)).startsWith(
                "nobody: 1 cause\n  CAUSE: There is no mapping on Amazon MQ for nobody in eu-central-1. [D48]\n");
        assertThat(report.status()).isEqualTo(1);
    }

    /** What doesn't exist needs no permission to be read. */
    @Test
    void whatDependsOnSomethingThatIsMissingIsNotUnknown() {
        assertThat(List.of(Healthy.account().noFunction(), Healthy.account().absent(Call.GET_ROLE),
                Healthy.account().noBroker())).allSatisfy(account -> {
                    Report report = Report.of(account.snapshot());
                    assertThat(report.diagnoses().getFirst().findings()).extracting(Finding::level)
                            .contains(Level.CAUSE).doesNotContain(Level.UNKNOWN);
                });
        assertThat(Report.of(Healthy.account().unread(Call.GET_FUNCTION_CONFIGURATION, "AccessDenied").snapshot())
                .text(TextStyle.PLAIN)).as("what is not missing").contains("allow the doctor to read it [R14]");
        assertThat(Report.of(Healthy.account().subject("orders").without(Call.GET_EVENT_SOURCE_MAPPING)
                .change(Call.LIST_EVENT_SOURCE_MAPPINGS, list -> list.putArray("EventSourceMappings")).snapshot())
                .text(TextStyle.PLAIN)).as("a broker without a mapping").doesNotContain("allow the doctor to read it");
        assertThat(Report.of(Healthy.account().noBroker().unread(Call.GET_ROLE, "AccessDenied").snapshot()).diagnoses()
                .getFirst().findings()).extracting(Finding::fact).anyMatch(fact -> fact.contains("iam:GetRole"));
    }

    /** That nobody reads comes after what may say why. */
    @Test
    void symptomComesAfterWhatMayExplainIt() {
        Healthy account = Healthy.account().brokerMetric("ConsumerCount", 0).brokerMetric("AckRate", 0)
                .interfaces("Status", "available");
        Report report = connecting(account);

        assertThat(ids(report)).startsWith("D32", "D36");
        assertThat(report.diagnoses().getFirst().findings()).extracting(Finding::level).startsWith(Level.SUSPECT,
                Level.CAUSE);
        assertThat(report.status()).isEqualTo(1);
        assertThat(ids(connecting(Healthy.account().brokerMetric("ConsumerCount", 0)))).startsWith("D36");
        assertThat(ids(connecting(Healthy.account().brokerMetric("ConsumerCount", 0).brokerMetric("RabbitMQMemUsed",
                1_395_864_371)))).as("what keeps no consumer away").startsWith("D36", "D40");
        assertThat(ids(connecting(Healthy.account().brokerMetric("ConsumerCount", 0).broker("BrokerState",
                "REBOOT_IN_PROGRESS")))).as("a note").startsWith("D11");
        assertThat(ids(connecting(Healthy.account().brokerMetric("RabbitMQMemUsed", 1_395_864_371).interfaces("Status",
                "available")))).as("suspicions alone").startsWith("D32", "D40");
    }

    @Test
    void theJsonHoldsAllThatTheTextSays() throws IOException {
        JsonNode json = JSON
                .readTree(connecting(disabled().unread(Call.GET_KEY_POLICY, "AccessDeniedException")).json());
        assertThat(json.path("format").asText()).isEqualTo("rabbitlambda-diagnosis/1");
        assertThat(json.path("status").asInt()).isEqualTo(1);
        JsonNode diagnosis = json.path("diagnoses").path(0);
        assertThat(diagnosis.properties()).extracting(Map.Entry::getKey).containsExactly("id", "summary", "state",
                "stateTransitionReason", "lastProcessingResult", "eventSourceArn", "functionArn", "findings",
                "reachability");
        assertThat(diagnosis.path("findings").path(0).properties()).extracting(Map.Entry::getKey)
                .containsExactly("id", "level", "fact", "cure", "commands");
        assertThat(diagnosis.path("reachability").path("verdict").asText()).isEqualTo("CONNECTS");
        assertThat(json.path("unread").path(0).path("action").asText()).isEqualTo("kms:GetKeyPolicy");
        assertThat(json.path("unread").path(0).properties()).extracting(Map.Entry::getKey).containsExactly("action",
                "code", "message");
        assertThat(json.properties()).extracting(Map.Entry::getKey).containsExactlyInAnyOrder("format", "taken",
                "subject", "region", "status", "diagnoses", "unread", "notLookedAt");
    }

    @Test
    void drawsThePathsOfTheVerdicts() {
        assertThat(connecting(Healthy.account()).mermaid()).startsWith("flowchart LR\n").contains("CONNECTS");
    }

    private static String summary(Healthy account) {
        return connecting(account).diagnoses().getFirst().summary();
    }

    @Test
    void theSummaryIsTheMostSeriousThatWasFound() {
        Healthy throttled = Healthy.account().functionMetric("Throttles", 1);
        assertThat(summary(Healthy.account())).isEqualTo("nothing wrong found");
        assertThat(summary(Healthy.account().broker("PendingEngineVersion", "4.3.1"))).isEqualTo("nothing wrong found");
        assertThat(summary(Healthy.account().secret("RotationEnabled", true)
                .secret("VersionIdsToStages", Map.of("v2", List.of("AWSPENDING")))))
                .isEqualTo("nothing wrong found, 1 warning");
        assertThat(summary(Healthy.account().unread(Call.DESCRIBE_SECRET, "AccessDeniedException")))
                .isEqualTo("nothing wrong found, but not everything is known");
        assertThat(summary(Healthy.account().broker("BrokerState", "REBOOT_IN_PROGRESS"))).isEqualTo("wait");
        assertThat(summary(throttled)).isEqualTo("no certain cause, 1 suspicion");
        assertThat(summary(throttled.brokerMetric("SystemCpuUtilization", 100)))
                .isEqualTo("no certain cause, 2 suspicions");
        assertThat(summary(throttled.reserved(0))).isEqualTo("1 cause");
    }
}
