package io.github.rabbitlambda.doctor.finding;

import static io.github.rabbitlambda.doctor.Healthy.account;
import static io.github.rabbitlambda.doctor.finding.Boundary.found;
import static io.github.rabbitlambda.doctor.finding.Boundary.notFound;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.rabbitlambda.doctor.Healthy;
import io.github.rabbitlambda.doctor.finding.Finding.Level;

/** States, settings and times of mapping, broker and secret, on both sides of a finding. */
class StateBoundariesTest {
    static Stream<Boundary> boundaries() {
        return Stream.concat(times(), others());
    }

    // the snapshot is of Friday, 2026-11-27T12:02:30Z
    private static Stream<Boundary> times() {
        return Stream.of(
                found("30 minutes", updating(Duration.ofMinutes(30)), "D08", Level.WAIT),
                notFound("30 minutes", updating(Duration.ofMinutes(30)), "D07"),
                found("a second more", updating(Duration.ofSeconds(1801)), "D07", Level.CAUSE),
                notFound("a second more", updating(Duration.ofSeconds(1801)), "D08"),
                found("no time", account().mapping("State", "Updating").mapping("LastModified", "?"), "D08",
                        Level.WAIT),
                found("window opens", window("FRIDAY", "12:02", "UTC"), "D43", Level.SUSPECT),
                notFound("window opens later", window("FRIDAY", "12:03", "UTC"), "D43"),
                found("window closes later", window("FRIDAY", "10:03", "UTC"), "D43", Level.SUSPECT),
                notFound("window has closed", window("FRIDAY", "10:02", "UTC"), "D43"),
                notFound("window of another day", window("SATURDAY", "11:30", "UTC"), "D43"),
                found("window of another zone", window("FRIDAY", "12:30", "Europe/Berlin"), "D43", Level.SUSPECT),
                notFound("window of a zone that nobody knows", window("FRIDAY", "11:30", "Mars/Olympus"), "D43"),
                found("window of a cluster",
                        window("FRIDAY", "11:30", "UTC").broker("DeploymentMode", "CLUSTER_MULTI_AZ"),
                        "D43", Level.NOTE),
                notFound("secret changed with the mapping",
                        account().secret("LastChangedDate", "2026-11-20T09:20:41Z"), "D30"),
                found("secret changed a second later", account().secret("LastChangedDate", "2026-11-20T09:20:42Z"),
                        "D30",
                        Level.NOTE),
                notFound("login refused, secret as old as the broker",
                        refused().secret("LastChangedDate", "2026-11-20T08:41:55.310Z"), "D30"),
                found("login refused, secret younger than the broker",
                        refused().secret("LastChangedDate", "2026-11-20T08:41:55.311Z"), "D30", Level.SUSPECT),
                found("login refused by code",
                        account().mapping("StateTransitionReason", "EVENT_SOURCE_AUTHN_ERROR").secret("LastChangedDate",
                                "2026-11-20T08:50:00Z"),
                        "D30", Level.SUSPECT));
    }

    private static Stream<Boundary> others() {
        return Stream.of(
                notFound("the other is disabled", other(Map.of("State", "Disabled")), "D34"),
                found("the other is being enabled", other(Map.of("State", "Enabling")), "D34", Level.NOTE),
                notFound("another queue", other(Map.of("Queues", List.of("invoices"))), "D34"),
                found("one of several queues", other(Map.of("Queues", List.of("invoices", "orders"))), "D34",
                        Level.NOTE),
                notFound("another virtual host", other(Map.of("SourceAccessConfigurations",
                        List.of(Map.of("Type", "VIRTUAL_HOST", "URI", "test")))), "D34"),
                found("the default virtual host", other(Map.of("SourceAccessConfigurations", List.of())), "D34",
                        Level.NOTE),
                notFound("key being updated", account().keyState("Updating"), "D18"),
                found("key without material", account().keyState("PendingImport"), "D18", Level.CAUSE),
                notFound("the key of AWS", account().keyState("Disabled").secret("KmsKeyId",
                        "alias/aws/secretsmanager"), "D18"),
                notFound("no key named", account().keyState("Disabled").secret("KmsKeyId", ""), "D18"),
                notFound("nothing pending", account().broker("PendingSecurityGroups", List.of())
                        .broker("PendingEngineVersion", "").broker("PendingHostInstanceType", null), "D44"),
                found("groups pending", account().broker("PendingSecurityGroups", List.of("sg-1")), "D44", Level.NOTE),
                found("critical without a code", account().broker("BrokerState", "CRITICAL_ACTION_REQUIRED"), "D12",
                        Level.SUSPECT),
                notFound("no action", account().broker("ActionsRequired", List.of()), "D12"),
                notFound("not rotated", account().secret("RotationEnabled", false), "D46"),
                found("rotated", account().secret("RotationEnabled", true), "D46", Level.NOTE),
                found("rotation ended", account().secret("RotationEnabled", true).secret("VersionIdsToStages",
                        Map.of("v1", List.of("AWSPREVIOUS"), "v2", List.of("AWSCURRENT", "AWSPENDING"))), "D46",
                        Level.NOTE),
                notFound("no result", account().mapping("LastProcessingResult", ""), "D29"),
                found("another result", account().mapping("LastProcessingResult", "Okay"), "D29", Level.CAUSE));
    }

    private static Healthy updating(Duration age) {
        return account().mapping("State", "Updating").mappingAge(age);
    }

    private static Healthy window(String day, String time, String zone) {
        return account().broker("MaintenanceWindowStartTime",
                Map.of("DayOfWeek", day, "TimeOfDay", time, "TimeZone", zone));
    }

    private static Healthy refused() {
        return account().mapping("LastProcessingResult", "PROBLEM: SASL authentication failed.");
    }

    private static Healthy other(Map<String, Object> members) {
        return account().otherMapping(members);
    }

    @ParameterizedTest
    @MethodSource("boundaries")
    void aFindingBeginsAndEndsWhereItShould(Boundary boundary) {
        boundary.check();
    }
}
