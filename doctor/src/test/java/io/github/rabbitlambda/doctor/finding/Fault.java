package io.github.rabbitlambda.doctor.finding;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.github.rabbitlambda.doctor.Healthy;
import io.github.rabbitlambda.doctor.finding.Finding.Level;
import io.github.rabbitlambda.doctor.snapshot.Call;

/**
 * Something that goes wrong in a live account, as a change of a healthy one.
 *
 * @param id of the check that has to name it first
 */
record Fault(String name, String id, Level level, UnaryOperator<Healthy> change) {
    private static final String PROBLEM = "PROBLEM: Connection error. ";
    /** After everything in the snapshot, and before it was taken. */
    private static final String TODAY = "2026-11-27T08:00:00+00:00";

    Healthy account() {
        return change.apply(Healthy.account());
    }

    @Override
    public String toString() {
        return id + " " + name;
    }

    static List<Fault> all() {
        List<Fault> all = new ArrayList<>();
        all.addAll(states());
        all.addAll(brokers());
        all.addAll(functions());
        all.addAll(secrets());
        all.addAll(results());
        all.addAll(settings());
        all.addAll(networks());
        all.addAll(flows());
        return all;
    }

    private static Fault cause(String name, String id, UnaryOperator<Healthy> change) {
        return new Fault(name, id, Level.CAUSE, change);
    }

    private static Fault suspect(String name, String id, UnaryOperator<Healthy> change) {
        return new Fault(name, id, Level.SUSPECT, change);
    }

    private static Healthy disabled(Healthy account, String reason) {
        return account.mapping("State", "Disabled").mapping("StateTransitionReason", reason);
    }

    private static List<Fault> states() {
        return List.of(
                cause("disabled by a user", "D01", account -> disabled(account, "USER_INITIATED")),
                cause("disabled by a user, in other words", "D01", account -> disabled(account, "User action")),
                cause("stopped: the broker refuses the login", "D02",
                        account -> disabled(account, "EVENT_SOURCE_AUTHN_ERROR")),
                cause("stopped: the role lacks a permission", "D03",
                        account -> disabled(account, "EVENT_SOURCE_AUTHZ_ERROR")),
                cause("stopped: the mapping is wrong", "D04", account -> disabled(account, "ESM_CONFIG_NOT_VALID")),
                cause("stopped: the function is wrong", "D05",
                        account -> disabled(account, "FUNCTION_CONFIG_NOT_VALID")),
                cause("a code while Lambda still says Enabled", "D02",
                        account -> account.mapping("StateTransitionReason", "EVENT_SOURCE_AUTHN_ERROR")
                                .dependsOn("mapping.State")),
                cause("disabled for another reason", "D06", account -> disabled(account, "Lambda: too many errors")),
                cause("disabled without a reason", "D06", account -> disabled(account, "")),
                cause("Creating for too long", "D07",
                        account -> account.mapping("State", "Creating").mappingAge(Duration.ofMinutes(45))),
                cause("Deleting for too long", "D07",
                        account -> account.mapping("State", "Deleting").mappingAge(Duration.ofHours(3))),
                waits("Creating"), waits("Enabling"), waits("Updating"), waits("Disabling"), waits("Deleting"),
                new Fault("a state of the future", "D08", Level.UNKNOWN,
                        account -> account.mapping("State", "Napping")));
    }

    private static Fault waits(String state) {
        return new Fault(state, "D08", Level.WAIT,
                account -> account.mapping("State", state).mappingAge(Duration.ofMinutes(5)));
    }

    private static List<Fault> brokers() {
        return List.of(
                cause("broker gone", "D09", Healthy::noBroker),
                cause("broker not created", "D10", account -> account.broker("BrokerState", "CREATION_FAILED")),
                cause("broker being deleted", "D10", account -> account.broker("BrokerState", "DELETION_IN_PROGRESS")),
                new Fault("broker in a state of the future", "D10", Level.UNKNOWN,
                        account -> account.broker("BrokerState", "REPLICA")),
                new Fault("broker reboots", "D11", Level.WAIT,
                        account -> account.broker("BrokerState", "REBOOT_IN_PROGRESS")),
                new Fault("broker being created", "D11", Level.WAIT,
                        account -> account.broker("BrokerState", "CREATION_IN_PROGRESS")),
                cause("broker without its key", "D12",
                        account -> account.broker("BrokerState", "CRITICAL_ACTION_REQUIRED")
                                .broker("ActionsRequired",
                                        List.of(Map.of("ActionRequiredCode", "RABBITMQ_INVALID_KMS_KEY")))),
                suspect("broker with an alarm", "D12", account -> account.broker("ActionsRequired",
                        List.of(Map.of("ActionRequiredCode", "RABBITMQ_MEMORY_ALARM")))),
                suspect("memory alarm", "D40", account -> account.brokerMetric("RabbitMQMemUsed", 1_395_864_371)),
                suspect("disk alarm", "D41", account -> account.brokerMetric("RabbitMQDiskFree", 2_000_000_000)),
                suspect("busy processor", "D42", account -> account.brokerMetric("SystemCpuUtilization", 100)),
                suspect("maintenance of a single broker", "D43", account -> account.broker("MaintenanceWindowStartTime",
                        Map.of("DayOfWeek", "FRIDAY", "TimeOfDay", "11:30", "TimeZone", "UTC"))),
                new Fault("a version that waits for a reboot", "D44", Level.NOTE,
                        account -> account.broker("PendingEngineVersion", "4.3.1")));
    }

    private static List<Fault> functions() {
        return List.of(
                cause("function gone", "D13", Healthy::noFunction),
                cause("function failed", "D14", account -> account.function("State", "Failed")),
                suspect("function inactive", "D14", account -> account.function("State", "Inactive")),
                new Fault("function pending", "D14", Level.WAIT, account -> account.function("State", "Pending")),
                cause("reserved concurrency 0", "D15", account -> account.reserved(0)),
                cause("role gone", "D49", account -> account.absent(Call.GET_ROLE).dependsOn("function")),
                cause("function fails since 15 minutes", "D21",
                        account -> account.functionMetric("Errors", 4, 4, 4, 0).functionMetric("Invocations", 4, 4, 4,
                                4)),
                suspect("half of the invocations fail", "D21",
                        account -> account.functionMetric("Errors", 1, 0).functionMetric("Invocations", 2, 0)),
                cause("function times out", "D20", account -> account.functionMetric("Duration", 60_000)
                        .functionMetric("Errors", 3).functionMetric("Invocations", 3)),
                suspect("function timed out once", "D20",
                        account -> account.functionMetric("Duration", 800, 60_000, 800)),
                cause("function fails always", "D21",
                        account -> account.functionMetric("Errors", 5).functionMetric("Invocations", 5)),
                suspect("some invocations throttled", "D22", account -> account.functionMetric("Throttles", 0, 4, 0)),
                cause("all invocations throttled", "D22",
                        account -> account.functionMetric("Throttles", 9).functionMetric("Invocations")),
                new Fault("update of the function failed", "D45", Level.WARNING,
                        account -> account.function("LastUpdateStatus", "Failed")),
                new Fault("update of the function in progress", "D45", Level.NOTE,
                        account -> account.function("LastUpdateStatus", "InProgress")));
    }

    private static List<Fault> secrets() {
        return List.of(
                cause("secret gone", "D16", Healthy::noSecret),
                cause("secret marked for deletion", "D16", account -> account.secret("DeletedDate", TODAY)),
                cause("secret's value no JSON", "D17", account -> account.secretProblem("is not JSON")),
                cause("key disabled", "D18", account -> account.keyState("Disabled")),
                cause("key to be deleted", "D18", account -> account.keyState("PendingDeletion")),
                new Fault("secret changed after the mapping", "D30", Level.NOTE,
                        account -> account.secret("LastChangedDate", TODAY).dependsOn("mapping.LastModified")),
                new Fault("rotation not ended", "D46", Level.WARNING,
                        account -> account.secret("RotationEnabled", true).secret("VersionIdsToStages",
                                Map.of("v1", List.of("AWSCURRENT"), "v2", List.of("AWSPENDING")))));
    }

    private static List<Fault> results() {
        return List.of(
                result("D23", "PROBLEM: Lambda failed to assume your function execution role."),
                result("D24", PROBLEM + "Your event source VPC must be able to connect to Lambda and STS."),
                result("D24", PROBLEM
                        + "Your VPC must be able to connect to Lambda and STS, as well as Secrets Manager if authentication is required"),
                result("D25", PROBLEM + "Your event source VPC must be able to connect to STS."),
                result("D26", "PROBLEM: SASL authentication failed."),
                result("D27", "PROBLEM: Cluster failed to authorize Lambda."),
                result("D28", PROBLEM + "Please check your event source connection configuration."),
                result("D29", "PROBLEM: the moon is full"),
                suspect("nothing read", "D39",
                        account -> account.mapping("LastProcessingResult", "No records processed")
                                .dependsOn("mapping.State", "broker.metric.MessageReadyCount")));
    }

    private static Fault result(String id, String text) {
        return cause(text, id, account -> account.mapping("LastProcessingResult", text));
    }

    private static List<Fault> settings() {
        return List.of(
                cause("queue without a name", "D19", account -> account.mapping("Queues", List.of(" "))),
                suspect("queue with a space", "D19", account -> account.mapping("Queues", List.of("orders "))),
                suspect("another function's mapping", "D34", account -> account
                        .otherMapping(Map.of("FunctionArn", "arn:aws:lambda:eu-central-1:123456789012:function:other"))
                        .dependsOn("mapping.Queues")),
                new Fault("two mappings of a function", "D34", Level.NOTE,
                        account -> account.otherMapping(Map.of()).dependsOn("mapping.Queues")),
                new Fault("a filter", "D35", Level.NOTE, account -> account.mapping("FilterCriteria",
                        Map.of("Filters", List.of(Map.of("Pattern", "{}"))))),
                suspect("a filter that matches nothing", "D35", account -> account.functionMetric("Invocations")
                        .dependsOn("broker.metric.AckRate").mapping("FilterCriteria",
                                Map.of("Filters", List.of(Map.of("Pattern", "{\"data\":{\"no\":[\"x\"]}}"))))));
    }

    private static List<Fault> networks() {
        return List.of(
                suspect("no interfaces", "D31", account -> account.noInterfaces().dependsOn("mapping.State")),
                cause("no interfaces and no consumer", "D31",
                        account -> account.noInterfaces().dependsOn("mapping.State")
                                .brokerMetric("ConsumerCount", 0).brokerMetric("AckRate", 0)),
                suspect("interface not attached", "D32", account -> account.interfaces("Status", "available")),
                new Fault("interface attaching", "D32", Level.WAIT,
                        account -> account.interfaces("Status", "attaching")),
                new Fault("no free address any more", "D33", Level.WARNING, account -> account.freeAddresses(0)));
    }

    private static List<Fault> flows() {
        return List.of(
                cause("no consumer", "D36", account -> account.brokerMetric("ConsumerCount", 0)
                        .brokerMetric("AckRate", 0).brokerMetric("MessageUnacknowledgedCount", 0)
                        .dependsOn("broker.metric.MessageReadyCount")),
                suspect("no consumer, and no message", "D36", account -> account.brokerMetric("ConsumerCount", 0)
                        .brokerMetric("AckRate", 0).brokerMetric("MessageUnacknowledgedCount", 0)
                        .brokerMetric("MessageReadyCount", 0).dependsOn("mapping.State", "broker.BrokerState")),
                suspect("OK of an earlier time", "D39", account -> account.functionMetric("Invocations")
                        .brokerMetric("AckRate", 0).brokerMetric("MessageUnacknowledgedCount", 0)
                        .dependsOn("mapping.State", "broker.metric.MessageReadyCount")),
                new Fault("no counts of the broker", "D47", Level.UNKNOWN, account -> account
                        .brokerMetric("ConsumerCount").brokerMetric("MessageReadyCount")
                        .dependsOn("mapping.State", "broker.BrokerState")),
                suspect("messages lost", "D37", account -> account.functionMetric("Errors", 1)
                        .brokerMetric("AckRate", 0).brokerMetric("MessageUnacknowledgedCount", 0)
                        .brokerMetric("MessageReadyCount", 10, 20, 30, 40).dependsOn("function.metric.Invocations")),
                suspect("nothing acknowledged", "D38", account -> account.brokerMetric("AckRate", 0)
                        .dependsOn("broker.metric.ConsumerCount", "broker.metric.MessageUnacknowledgedCount")));
    }
}
