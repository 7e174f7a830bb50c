package io.github.rabbitlambda.doctor.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.rabbitlambda.doctor.Healthy;
import io.github.rabbitlambda.doctor.finding.Finding.Level;
import io.github.rabbitlambda.doctor.snapshot.Call;

/** Both sides of every boundary: what is just enough for a finding, and what just isn't. */
class BoundariesTest {
    private static final double NONE = Double.NaN;
    private static final String PUBLIC = "PubliclyAccessible";

    private static Healthy account() {
        return Healthy.account();
    }

    static Stream<Arguments> boundaries() {
        return Stream.of(times(), functions(), flows(), loads(), networks(), others()).flatMap(part -> part);
    }

    private static Arguments found(String name, Healthy account, String id, Level level) {
        return arguments(name, account, id, Optional.of(level));
    }

    private static Arguments notFound(String name, Healthy account, String id) {
        return arguments(name, account, id, Optional.empty());
    }

    private static Healthy updating(Duration age) {
        return account().mapping("State", "Updating").mappingAge(age);
    }

    private static Healthy window(String day, String time, String zone) {
        return account().broker("MaintenanceWindowStartTime",
                Map.of("DayOfWeek", day, "TimeOfDay", time, "TimeZone", zone));
    }

    // the snapshot is of Friday, 2026-11-27T12:02:30Z
    private static Stream<Arguments> times() {
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

    private static Healthy refused() {
        return account().mapping("LastProcessingResult", "PROBLEM: SASL authentication failed.");
    }

    private static Healthy invocations(double errors, double invocations) {
        return account().functionMetric("Errors", errors, 0).functionMetric("Invocations", invocations, 0);
    }

    private static Healthy empty(Healthy account) {
        return account.brokerMetric("MessageReadyCount", 0).brokerMetric("MessageUnacknowledgedCount", 0);
    }

    /** In the last 15 minutes; the function did well before. */
    private static Healthy failing(double errors, double invocations) {
        return account().functionMetric("Errors", errors, 0, 0, 0).functionMetric("Invocations", invocations, 0, 0, 90);
    }

    private static Stream<Arguments> functions() {
        return Stream.of(
                found("all fail", invocations(7, 7), "D21", Level.CAUSE),
                found("one succeeds", invocations(7, 8), "D21", Level.SUSPECT),
                found("half of them fail", invocations(4, 8), "D21", Level.SUSPECT),
                notFound("less than half of them fail", invocations(3, 7), "D21"),
                found("all of the last 15 minutes fail", failing(2, 2), "D21", Level.CAUSE),
                found("the only one of the last 15 minutes fails", failing(1, 1), "D21", Level.SUSPECT),
                found("one of the last 15 minutes succeeds", failing(3, 4), "D21", Level.SUSPECT),
                found("half of the last 15 minutes fail", failing(2, 4), "D21", Level.SUSPECT),
                notFound("less than half of the last 15 minutes fail", failing(2, 5), "D21"),
                found("only one in the hour, which fails", account().functionMetric("Errors", 1, 0)
                        .functionMetric("Invocations", 1, 0), "D21", Level.SUSPECT),
                found("only one in the hour, which fails long ago", account().functionMetric("Errors", 0, 0, 0, 1, 0)
                        .functionMetric("Invocations", 0, 0, 0, 1, 0), "D21", Level.SUSPECT),
                found("all fail, nothing on the broker", empty(invocations(7, 7)), "D21", Level.SUSPECT),
                found("all fail, something ready", empty(invocations(7, 7)).brokerMetric("MessageReadyCount", 0, 1, 0),
                        "D21", Level.CAUSE),
                notFound("half of the hour, and none of the last 15 minutes",
                        account().functionMetric("Errors", 0, 0, 0, 6, 0).functionMetric("Invocations", 3, 3, 3, 3,
                                0),
                        "D21"),
                found("half of the hour, and no invocation since",
                        account().functionMetric("Errors", 0, 0, 0, 6, 0).functionMetric("Invocations", 0, 0, 0, 12, 0),
                        "D21", Level.SUSPECT),
                notFound("none at all", invocations(0, 0), "D21"),
                notFound("errors unknown", account().functionMetric("Errors").functionMetric("Invocations", 7), "D21"),
                notFound("invocations unknown", account().functionMetric("Errors", 7).functionMetric("Invocations"),
                        "D21"),
                found("time-out to the millisecond", account().functionMetric("Duration", 60_000), "D20",
                        Level.SUSPECT),
                notFound("a millisecond less", account().functionMetric("Duration", 59_999), "D20"),
                // 12 periods of five minutes are within the hour before 12:02:30
                found("in the last hour", account().functionMetric("Throttles", hourly(11)), "D22", Level.SUSPECT),
                notFound("before the last hour", account().functionMetric("Throttles", hourly(12)), "D22"),
                found("throttled, invoked long ago", account().functionMetric("Throttles", 1)
                        .functionMetric("Invocations", hourly(11)), "D22", Level.SUSPECT),
                found("throttled, invoked before that", account().functionMetric("Throttles", 1)
                        .functionMetric("Invocations", hourly(12)), "D22", Level.CAUSE),
                found("time-out in the last hour", account().functionMetric("Duration", times(60_000, hourly(11))),
                        "D20",
                        Level.SUSPECT),
                notFound("time-out before the last hour",
                        account().functionMetric("Duration", times(60_000, hourly(12))),
                        "D20"),
                notFound("not throttled", account().functionMetric("Throttles", 0).functionMetric("Invocations"),
                        "D22"),
                found("role gone", account().absent(Call.GET_ROLE), "D49", Level.CAUSE),
                notFound("role that may not be read", account().unread(Call.GET_ROLE, "AccessDenied"), "D49"),
                notFound("reserved concurrency 1", account().reserved(1), "D15"),
                notFound("function without a state", account().function("State", ""), "D14"),
                found("function deactivated", account().function("State", "Deactivated"), "D14", Level.CAUSE));
    }

    /** One only, so many periods of five minutes before the newest. */
    private static double[] hourly(int periods) {
        double[] values = new double[periods + 2];
        values[periods] = 1;
        return values;
    }

    private static double[] times(double factor, double... values) {
        return DoubleStream.of(values).map(value -> factor * value).toArray();
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

    private static Stream<Arguments> flows() {
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

    private static Stream<Arguments> loads() {
        return Stream.of(
                found("memory at the limit", account().brokerMetric("RabbitMQMemUsed", 1_395_864_371), "D40",
                        Level.SUSPECT),
                notFound("a byte less", account().brokerMetric("RabbitMQMemUsed", 1_395_864_370), "D40"),
                notFound("memory unknown", account().brokerMetric("RabbitMQMemUsed"), "D40"),
                notFound("memory was at the limit", account().brokerMetric("RabbitMQMemUsed", 5, 1_395_864_371), "D40"),
                found("disk at the limit", account().brokerMetric("RabbitMQDiskFree", 2_000_000_000), "D41",
                        Level.SUSPECT),
                notFound("a byte more", account().brokerMetric("RabbitMQDiskFree", 2_000_000_001), "D41"),
                notFound("limit unknown", account().brokerMetric("RabbitMQDiskFreeLimit"), "D41"),
                found("99 per cent", account().brokerMetric("SystemCpuUtilization", 99), "D42", Level.SUSPECT),
                notFound("98.9 per cent", account().brokerMetric("SystemCpuUtilization", 98.9), "D42"),
                found("busy for 15 minutes", account().brokerMetric("SystemCpuUtilization", 100, 100, 100, 10), "D42",
                        Level.SUSPECT),
                notFound("memory at the limit 15 minutes ago",
                        account().brokerMetric("RabbitMQMemUsed", NONE, NONE, NONE, 1_395_864_371), "D40"),
                notFound("busy for 10 minutes", account().brokerMetric("SystemCpuUtilization", 100, 100, 50), "D42"));
    }

    private static Stream<Arguments> networks() {
        return Stream.of(
                notFound("no interface after 10 minutes", account().noInterfaces().mappingAge(Duration.ofMinutes(10)),
                        "D31"),
                found("a second later", account().noInterfaces().mappingAge(Duration.ofSeconds(601)), "D31",
                        Level.SUSPECT),
                found("no interface, and a consumer long ago",
                        account().noInterfaces().brokerMetric("ConsumerCount", 0, 0,
                                0, 1),
                        "D31", Level.CAUSE),
                found("no interface, and a consumer some minutes ago", account().noInterfaces()
                        .brokerMetric("ConsumerCount", 0, 0, 1, 0), "D31", Level.SUSPECT),
                notFound("no interface of a disabled mapping", account().noInterfaces().mapping("State", "Disabled"),
                        "D31"),
                notFound("no interface to a public broker", account().noInterfaces().broker(PUBLIC, true), "D31"),
                notFound("no interface to ActiveMQ", account().noInterfaces().broker("EngineType", "ACTIVEMQ"), "D31"),
                found("another spelling of RabbitMQ", account().noInterfaces().broker("EngineType", "RabbitMQ"), "D31",
                        Level.SUSPECT),
                notFound("nobody says whether it is private", account().noInterfaces().broker(PUBLIC, null), "D31"),
                notFound("interface of another mapping, same network", account().interfaces("Description",
                        "AWS Lambda VPC ENI-armq-123456789012-" + Healthy.OTHER_MAPPING), "D31"),
                found("interface of something else", account().interfaces("Description", "ELB app/web"), "D31",
                        Level.SUSPECT),
                notFound("interface of the mapping in a subnet that isn't the broker's any more",
                        account().interfaces("SubnetId", "subnet-0"), "D31"),
                found("interface of another mapping in another subnet",
                        account().interfaces("SubnetId", "subnet-0").interfaces("Description",
                                "AWS Lambda VPC ENI-armq-123456789012-" + Healthy.OTHER_MAPPING),
                        "D31", Level.SUSPECT),
                found("interface of another mapping with other groups",
                        account().broker("SecurityGroups", List.of("sg-0")).interfaces("Description",
                                "AWS Lambda VPC ENI-armq-123456789012-" + Healthy.OTHER_MAPPING),
                        "D31", Level.SUSPECT),
                notFound("interface of another mapping, broker that names no group",
                        account().broker("SecurityGroups", List.of()).interfaces("Description",
                                "AWS Lambda VPC ENI-armq-123456789012-" + Healthy.OTHER_MAPPING),
                        "D31"),
                notFound("interface associated", account().interfaces("Status", "associated"), "D32"),
                found("interface detaching", account().interfaces("Status", "detaching"), "D32", Level.SUSPECT),
                notFound("one address", account().freeAddresses(1), "D33"),
                found("no address and no interface", account().noInterfaces().freeAddresses(0), "D33", Level.SUSPECT));
    }

    private static Healthy other(Map<String, Object> members) {
        return account().otherMapping(members);
    }

    private static Stream<Arguments> others() {
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

    @ParameterizedTest(name = "{0}: {2} {3}")
    @MethodSource("boundaries")
    void aFindingBeginsAndEndsWhereItShould(String name, Healthy account, String id, Optional<Level> expected) {
        List<Finding> findings = Checks.ofMapping(account.live(), account.mapping());
        assertThat(findings.stream().filter(finding -> finding.id().equals(id)).map(Finding::level).findFirst())
                .as(name).isEqualTo(expected);
    }
}
