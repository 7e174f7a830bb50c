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

/** Messages and consumers, on both sides of a finding. */
class MessageFlowBoundariesTest {
    private static final double NONE = Double.NaN;

    static Stream<Boundary> boundaries() {
        return Stream.of(
                found("no consumer", unread(), "D36", Level.CAUSE),
                notFound("a consumer some minutes ago", unread().brokerMetric("ConsumerCount", 0, 0, 1, 0), "D36"),
                found("a consumer long ago", unread().brokerMetric("ConsumerCount", 0, 0, 0, 1), "D36", Level.CAUSE),
                found("messages for 15 minutes", unread().brokerMetric("MessageReadyCount", 5, 5, 5, 0), "D36",
                        Level.CAUSE),
                found("held for 15 minutes", held().brokerMetric("ConsumerCount", 1, 1, 1, 0)
                        .brokerMetric("MessageUnacknowledgedCount", 4, 4, 4, 0), "D38", Level.SUSPECT),
                notFound("fewer messages than an hour ago", lost().brokerMetric("MessageReadyCount", 10, 10, 10, 30),
                        "D37"),
                found("no message", unread().brokerMetric("MessageReadyCount", 0), "D36", Level.SUSPECT),
                found("no count of messages", unread().brokerMetric("MessageReadyCount"), "D36", Level.SUSPECT),
                notFound("no message, disabled",
                        unread().brokerMetric("MessageReadyCount", 0).mapping("State", "Disabled"), "D36"),
                notFound("no message, broker reboots", unread().brokerMetric("MessageReadyCount", 0)
                        .broker("BrokerState", "REBOOT_IN_PROGRESS"), "D36"),
                notFound("no count of consumers", unread().brokerMetric("ConsumerCount"), "D36"),
                notFound("enabled 15 minutes ago", unread().mappingAge(Duration.ofMinutes(15)), "D36"),
                found("enabled a second before that", unread().mappingAge(Duration.ofSeconds(901)), "D36", Level.CAUSE),
                found("connection error", refusedConnection(), "D28", Level.CAUSE),
                found("connection error while the broker reboots",
                        refusedConnection().broker("BrokerState", "REBOOT_IN_PROGRESS"), "D28", Level.NOTE),
                found("connection error while a cluster reboots",
                        refusedConnection().broker("BrokerState", "REBOOT_IN_PROGRESS").broker("DeploymentMode",
                                "CLUSTER_MULTI_AZ"),
                        "D28", Level.CAUSE),
                found("role refused while the broker reboots",
                        account().mapping("LastProcessingResult",
                                "PROBLEM: Lambda failed to assume your function execution role.")
                                .broker("BrokerState", "REBOOT_IN_PROGRESS"),
                        "D23", Level.CAUSE),
                found("no interface while the broker reboots",
                        account().noInterfaces().broker("BrokerState", "REBOOT_IN_PROGRESS"), "D31", Level.SUSPECT),
                found("OK of an earlier time while the broker reboots",
                        silent().broker("BrokerState", "REBOOT_IN_PROGRESS"), "D39", Level.NOTE),
                found("held while the broker reboots", held().broker("BrokerState", "REBOOT_IN_PROGRESS"), "D38",
                        Level.NOTE),
                notFound("no consumer, ActiveMQ", unread().broker("EngineType", "ACTIVEMQ"), "D36"),
                notFound("one count of no consumer", unread().brokerMetric("ConsumerCount", 0, NONE, NONE, NONE),
                        "D36"),
                notFound("counts of ten minutes", unread().brokerMetric("ConsumerCount", 0, 0, NONE, NONE), "D36"),
                found("a count of 15 minutes ago", unread().brokerMetric("ConsumerCount", NONE, NONE, 0, NONE), "D36",
                        Level.CAUSE),
                found("broker reboots in its window", window("FRIDAY", "11:30", "UTC").broker("BrokerState",
                        "REBOOT_IN_PROGRESS"), "D43", Level.NOTE),
                found("disabled while the broker reboots", account().mapping("State", "Disabled").broker("BrokerState",
                        "REBOOT_IN_PROGRESS"), "D01", Level.CAUSE),
                found("broker reboots", unread().broker("BrokerState", "REBOOT_IN_PROGRESS"), "D36", Level.NOTE),
                found("mapping disabled just now", unread().mapping("State", "Disabled").mappingAge(Duration.ZERO),
                        "D36",
                        Level.NOTE),
                found("nothing acknowledged", held(), "D38", Level.SUSPECT),
                notFound("something acknowledged", held().brokerMetric("AckRate", 0, 0, 0.1, 0), "D38"),
                found("acknowledged long ago", held().brokerMetric("AckRate", 0, 0, 0, 1), "D38", Level.SUSPECT),
                notFound("nothing held", held().brokerMetric("MessageUnacknowledgedCount", 1, 0, 1), "D38"),
                notFound("nobody holds it", held().brokerMetric("ConsumerCount", 1, 0, 1), "D38"),
                notFound("no rate", held().brokerMetric("AckRate"), "D38"),
                found("no counts at all", noCounts(), "D47", Level.UNKNOWN),
                notFound("messages counted", account().brokerMetric("ConsumerCount"), "D47"),
                notFound("consumers counted", account().brokerMetric("MessageReadyCount"), "D47"),
                notFound("no counts, ActiveMQ", noCounts().broker("EngineType", "ACTIVEMQ"), "D47"),
                notFound("no counts, disabled", noCounts().mapping("State", "Disabled"), "D47"),
                notFound("no counts, just enabled", noCounts().mappingAge(Duration.ofMinutes(15)), "D47"),
                found("messages lost", lost(), "D37", Level.SUSPECT),
                notFound("as many messages", lost().brokerMetric("MessageReadyCount", 10), "D37"),
                notFound("more messages", lost().brokerMetric("MessageReadyCount", 30, 20, 10), "D37"),
                notFound("no error", lost().functionMetric("Errors", 0), "D37"),
                notFound("something acknowledged", lost().brokerMetric("AckRate", 0.1), "D37"),
                found("nothing read", nothingRead(), "D39", Level.SUSPECT),
                notFound("nothing read, nothing there", nothingRead().brokerMetric("MessageReadyCount", 3, 0, 3),
                        "D39"),
                found("OK of an earlier time", silent(), "D39", Level.SUSPECT),
                found("OK of an earlier time, invoked long ago",
                        silent(NONE, NONE, NONE, 5),
                        "D39", Level.SUSPECT),
                found("nobody publishes, and somebody consumes", silent().brokerMetric("PublishRate", 0), "D39",
                        Level.NOTE),
                found("nobody publishes, and nobody consumes",
                        silent().brokerMetric("PublishRate", 0).brokerMetric("ConsumerCount", 0), "D39",
                        Level.SUSPECT),
                found("nobody publishes, and nothing was ever read", nothingRead().brokerMetric("PublishRate", 0),
                        "D39", Level.SUSPECT),
                notFound("the function's metrics are not known", silent().noFunctionMetrics(), "D39"),
                notFound("invoked", silent(1), "D39"),
                notFound("held", silent().brokerMetric("MessageUnacknowledgedCount", 0, 1, 0), "D39"),
                notFound("acknowledged", silent().brokerMetric("AckRate", 0, 0.1, 0), "D39"),
                notFound("nothing waits", silent().brokerMetric("MessageReadyCount", 3, 0, 3), "D39"),
                notFound("nothing read while disabled", nothingRead().mapping("State", "Disabled"), "D39"),
                found("filter and no invocation", filtered().functionMetric("Invocations"), "D35", Level.SUSPECT),
                found("filter and no acknowledgement",
                        filtered().functionMetric("Invocations").brokerMetric("AckRate", 0),
                        "D35", Level.NOTE),
                found("filter and an acknowledgement long ago", filtered().functionMetric("Invocations")
                        .brokerMetric("AckRate", 0, 0, 0, 1), "D35", Level.NOTE),
                found("filter and an invocation long ago", filtered().functionMetric("Invocations", hourly(11)), "D35",
                        Level.NOTE),
                found("filter and an invocation before that", filtered().functionMetric("Invocations", hourly(12)),
                        "D35",
                        Level.SUSPECT),
                found("filter and invocations", filtered(), "D35", Level.NOTE),
                notFound("no filters in it", account().mapping("FilterCriteria", Map.of("Filters", List.of())), "D35"));
    }

    private static Healthy unread() {
        return account().brokerMetric("ConsumerCount", 0).brokerMetric("AckRate", 0)
                .brokerMetric("MessageUnacknowledgedCount", 0);
    }

    private static Healthy refusedConnection() {
        return account().mapping("LastProcessingResult",
                "PROBLEM: Connection error. Please check your event source connection configuration.");
    }

    private static Healthy held() {
        return account().brokerMetric("AckRate", 0);
    }

    private static Healthy lost() {
        return account().functionMetric("Errors", 1).brokerMetric("AckRate", 0).brokerMetric("MessageReadyCount", 10,
                20,
                30);
    }

    private static Healthy nothingRead() {
        return account().mapping("LastProcessingResult", "No records processed");
    }

    private static Healthy noCounts() {
        return account().brokerMetric("MessageReadyCount").brokerMetric("ConsumerCount");
    }

    private static Healthy silent(double... invocations) {
        return account().functionMetric("Invocations", invocations).brokerMetric("AckRate", 0)
                .brokerMetric("MessageUnacknowledgedCount", 0);
    }

    private static Healthy filtered() {
        return account().mapping("FilterCriteria", Map.of("Filters", List.of(Map.of("Pattern", "{}"))));
    }

    private static Healthy window(String day, String time, String zone) {
        return account().broker("MaintenanceWindowStartTime",
                Map.of("DayOfWeek", day, "TimeOfDay", time, "TimeZone", zone));
    }

    /** One only, so many periods of five minutes before the newest. */
    private static double[] hourly(int periods) {
        double[] values = new double[periods + 2];
        values[periods] = 1;
        return values;
    }

    @ParameterizedTest
    @MethodSource("boundaries")
    void aFindingBeginsAndEndsWhereItShould(Boundary boundary) {
        boundary.check();
    }
}
