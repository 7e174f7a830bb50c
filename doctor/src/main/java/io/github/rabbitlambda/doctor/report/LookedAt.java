package io.github.rabbitlambda.doctor.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.snapshot.Answer;
import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Seen;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;

/** What a snapshot has of an account, and what it hasn't, in words. */
final class LookedAt {
    /** What no call of the doctor tells; a report says it once. */
    static final String NEVER = "service and resource control policies, CloudTrail, logs, DNS Firewall and Resolver rules,"
            + " Network Firewall, the broker user's permissions and password, and the queues themselves (whether they exist,"
            + " their limits, dead letters): CloudWatch counts the whole broker.";

    /** What a call shows, by the first part of the list that people read. */
    private static final Map<Call, String> THINGS = new LinkedHashMap<>();
    static {
        THINGS.put(Call.GET_EVENT_SOURCE_MAPPING, "the mapping");
        THINGS.put(Call.LIST_EVENT_SOURCE_MAPPINGS, "other mappings");
        THINGS.put(Call.GET_FUNCTION_CONFIGURATION, "the function");
        THINGS.put(Call.GET_FUNCTION_CONCURRENCY, "its concurrency");
        THINGS.put(Call.GET_ROLE, "its role");
        THINGS.put(Call.LIST_ROLE_POLICIES, "the role's policies");
        THINGS.put(Call.LIST_ATTACHED_ROLE_POLICIES, "managed policies");
        THINGS.put(Call.DESCRIBE_BROKER, "the broker");
        THINGS.put(Call.DESCRIBE_SUBNETS, "subnets");
        THINGS.put(Call.DESCRIBE_ROUTE_TABLES, "routes");
        THINGS.put(Call.DESCRIBE_NAT_GATEWAYS, "NAT gateways");
        THINGS.put(Call.DESCRIBE_VPC_ENDPOINTS, "endpoints");
        THINGS.put(Call.DESCRIBE_SECURITY_GROUPS, "security groups");
        THINGS.put(Call.DESCRIBE_NETWORK_ACLS, "network ACLs");
        THINGS.put(Call.DESCRIBE_VPC_ATTRIBUTE, "DNS attributes");
        THINGS.put(Call.DESCRIBE_NETWORK_INTERFACES, "Lambda's interfaces");
        THINGS.put(Call.DESCRIBE_SECRET, "the secret");
        THINGS.put(Call.GET_RESOURCE_POLICY, "its policy");
        THINGS.put(Call.GET_SECRET_VALUE, "whether its value is usable");
        THINGS.put(Call.DESCRIBE_KEY, "its key");
        THINGS.put(Call.GET_KEY_POLICY, "the key's policy");
        THINGS.put(Call.GET_METRIC_DATA, "metrics of function and broker");
    }

    private final Snapshot snapshot;

    LookedAt(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** What was read, as a list in a sentence. */
    String read() {
        return THINGS.entrySet().stream().filter(thing -> snapshot.answers().stream()
                .anyMatch(answer -> answer.call() == thing.getKey() && answer.seen().known().isPresent()))
                .map(Map.Entry::getValue).collect(Collectors.joining(", "));
    }

    /** What could not be read, as a list in a sentence; empty if there is nothing. */
    String unread() {
        return snapshot.unread().stream().filter(one -> !one.code().equals(Seen.NOT_ASKED))
                .map(one -> one.call().action() + " (" + one.code() + ")").distinct().collect(Collectors.joining(", "));
    }

    /** Every metric with its latest value, the function's and the broker's. */
    List<String> metrics() {
        List<String> lines = new ArrayList<>();
        for (Answer answer : snapshot.answers()) {
            if (answer.call() == Call.GET_METRIC_DATA) {
                answer.seen().known().ifPresent(output -> output.path("MetricDataResults").forEach(result -> lines.add(
                        answer.input().get("Subject") + " " + label(result) + ": " + latest(result))));
            }
        }
        return lines;
    }

    private static String label(JsonNode result) {
        return result.path("Label").asText(result.path("Id").asText());
    }

    /** CloudWatch gives the newest first. */
    private static String latest(JsonNode result) {
        return result.path("Values").isEmpty()
                ? "no values"
                : result.path("Values").get(0).decimalValue().stripTrailingZeros().toPlainString() + " at "
                        + result.path("Timestamps").path(0).asText();
    }
}
