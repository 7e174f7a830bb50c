package io.github.rabbitlambda.doctor.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

class AccountMaskTest {
    private static final Snapshot HEALTHY = SnapshotFile.read(Path.of("src/test/resources/snapshots/healthy.json"));

    private static Snapshot holding(JsonNode... outputs) {
        return new Snapshot(Instant.EPOCH, "orders", "eu-central-1", List.of(outputs).stream()
                .map(output -> new Answer(Call.GET_ROLE, Map.of(), new Seen.Known<>(output))).toList());
    }

    private static String masked(String text) {
        JsonNode output = JsonNodeFactory.instance.objectNode().put("Text", text);
        return SnapshotFile.masked(holding(output)).seen(Call.GET_ROLE).known().orElseThrow().path("Text").asText();
    }

    @Test
    void leavesNoIdOfAnAccount() {
        assertThat(SnapshotFile.text(HEALTHY)).contains("123456789012");
        assertThat(SnapshotFile.text(SnapshotFile.masked(HEALTHY))).contains("111122223333")
                .doesNotContain("123456789012");
    }

    /** All that refers to each other is still found, so the same is judged. */
    @Test
    void changesNothingElse() {
        String restored = SnapshotFile.text(SnapshotFile.masked(HEALTHY)).replace("111122223333", "123456789012")
                .replace("AROAEXAMPLE", "AROAEXAMPLEROLEID0001");

        assertThat(restored).isEqualTo(SnapshotFile.text(HEALTHY));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            arn:aws:iam::210987654321:role/reader                          | arn:aws:iam::111122223333:role/reader
            {"AWS":"210987654321"}                                         | {"AWS":"111122223333"}
            AWS Lambda VPC ENI-armq-210987654321-5f2c8a17-3d64-4b0e-9a1f-6c7e2d90b481 | AWS Lambda VPC ENI-armq-111122223333-5f2c8a17-3d64-4b0e-9a1f-6c7e2d90b481
            bucket-210987654321_logs                                       | bucket-111122223333_logs
            arn:aws:iam::210987654321:x arn:aws:iam::321098765432:y        | arn:aws:iam::111122223333:x arn:aws:iam::444455556666:y
            AROAIOSFODNN7EXAMPLE:session                                   | AROAEXAMPLE:session
            AROAIOSFODNN7EXAMPLE AIDAIOSFODNN7EXAMPLE AROAIOSFODNN7EXAMPLE | AROAEXAMPLE AIDAEXAMPLE2 AROAEXAMPLE
            """)
    void masksIdsWhereverTheyAre(String text, String masked) {
        assertThat(masked(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5f2c8a17-3d64-4b0e-9a1f-210987654321", "2109876543210", "21098765432", "x210987654321",
            "2026-11-27T12:00:00Z", "AROMATIC", "ASIASINGAPORE", "arn:aws:iam::aws:policy/ReadOnlyAccess"})
    void leavesWhatIsNoIdOfAnAccount(String text) {
        assertThat(masked(text)).isEqualTo(text);
    }

    /** A name may hold the id without a mark around it. */
    @Test
    void masksAnIdInANameTooWhereItStandsAloneElsewhere() {
        assertThat(masked("arn:aws:iam::210987654321:role/svc210987654321x and svc1109876543210"))
                .isEqualTo("arn:aws:iam::111122223333:role/svc111122223333x and svc1109876543210");
    }

    @Test
    void leavesNumbers() {
        ObjectNode metric = JsonNodeFactory.instance.objectNode().put("DiskFree", 148179189760L);

        assertThat(SnapshotFile.masked(holding(metric))).isEqualTo(holding(metric));
    }

    @Test
    void makesTheSameOfTheSameAndNeverOneOfTwo() {
        ObjectNode many = JsonNodeFactory.instance.objectNode();
        for (int account = 10; account < 40; account++) {
            many.put("First" + account, "2109876543" + account).put("Again" + account, "2109876543" + account);
        }
        JsonNode masked = SnapshotFile.masked(holding(many)).seen(Call.GET_ROLE).known().orElseThrow();

        assertThat(masked.properties()).extracting(Map.Entry::getValue).doesNotContainAnyElementsOf(many).hasSize(60);
        assertThat(masked.properties().stream().map(entry -> entry.getValue().asText()).distinct()).hasSize(30)
                .allMatch(id -> id.matches("\\d{12}"));
        for (int account = 10; account < 40; account++) {
            assertThat(masked.get("First" + account)).isEqualTo(masked.get("Again" + account));
        }
    }

    @Test
    void masksSubjectInputAndMessages() {
        String arn = "arn:aws:mq:eu-central-1:210987654321:broker:orders:b-1";
        Snapshot masked = SnapshotFile.masked(new Snapshot(Instant.EPOCH, arn, "eu-central-1", List.of(new Answer(
                Call.LIST_EVENT_SOURCE_MAPPINGS, Map.of("EventSourceArn", arn),
                new Seen.Unread<>(Call.LIST_EVENT_SOURCE_MAPPINGS, "AccessDeniedException", "User: " + arn)))));

        assertThat(masked.toString()).doesNotContain("210987654321").contains(
                "subject=arn:aws:mq:eu-central-1:111122223333:broker:orders:b-1",
                "EventSourceArn=arn:aws:mq:eu-central-1:111122223333:", "User: arn:aws:mq:eu-central-1:111122223333:");
    }

    @Test
    void masksAgainWithoutAChange() {
        Snapshot masked = SnapshotFile.masked(HEALTHY);

        assertThat(SnapshotFile.masked(masked)).isEqualTo(masked);
    }
}
