package io.github.rabbitlambda.infra.transition;

import io.github.rabbitlambda.infra.StackNames;
import io.github.rabbitlambda.infra.options.TestJars;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Values of every option, and the changes of the table in docs/operate.md. */
final class OptionChanges {
    private static final String PERMISSIONS = "{\"configure\":\"\",\"write\":\"\",\"read\":\".*\"}";
    private static final String FILTER = "{\"data\":{\"kind\":[\"%s\"]}}";

    private OptionChanges() {}

    /** A change with the first cell of its row. */
    record Documented(String row, Map<String, String> before, Map<String, String> after) {
        String stack() {
            return OptionChanges.stack(List.of(before, after));
        }
    }

    /** Zones matter where there are gateways, endpoints of others in the default VPC. */
    static String stack(List<Map<String, String>> options) {
        List<String> names = options.stream().flatMap(values -> values.keySet().stream()).toList();
        return names.contains("existingEndpoints")
                ? StackNames.DEFAULT_VPC
                : names.contains("availabilityZones") || names.contains("deploymentMode")
                        ? StackNames.NAT
                        : StackNames.ISOLATED;
    }

    /** Options of other stacks, or of every resource: what changing them does stands in a paragraph. */
    static final Set<String> DESCRIBED_IN_PROSE = Set.of("functionArn", "brokerArn", "brokerEndpoint",
            "brokerSecretArn", "brokerAdministratorSecretArn", "brokerSecretKeyArn",
            "brokerSecurityGroups", "brokerSubnets", "vpcId", "subnetIds", "vpcLookup", "vpcCidr", "stage", "tags",
            "permissionsBoundary", "kmsKeyArn", "alarmTopicArn");

    /** Each option without a value, which is its default, and with others. */
    static List<List<Map<String, String>>> values() {
        return Stream.of(of("profile", "minimal"),
                List.of(Map.<String, String>of(),
                        Map.of("functionJar", TestJars.ORDERS, "handler", "com.example.OrderListener")),
                of("memorySize", "2048"), of("timeout", "600"), of("environment", "{\"TABLE\":\"orders\"}"),
                of("listenerConcurrency", "4"), of("idempotency", "true"), of("engineVersion", "4.2", "3.13"),
                of("instanceType", "mq.m7g.large"), of("deploymentMode", "cluster"),
                of("autoMinorVersionUpgrade", "true"),
                of("availabilityZones", "us-east-1a", "us-east-1b", "us-east-1c"), of("queueName", "orders"),
                of("virtualHost", "shop"), of("shards", "2", "3"), of("deliveryLimit", "20"),
                of("shardExchange", "consistent-hash"), of("retryDelay", "5", "0"), of("retryDelayLimit", "600"),
                of("batchSize", "10"), of("rotationDays", "30", "60"), of("consumerPermissions", PERMISSIONS),
                of("batchWindow", "5", "10"), of("filters", FILTER.formatted("order"), FILTER.formatted("refund")),
                of("failureQueue", "false"), of("retainFailures", "true"), of("verify", "state", "off"),
                of("observe", "false"), of("existingEndpoints", "true"), of("replaceBroker", "true"),
                of("terminationProtection", "true")).toList();
    }

    /** A cluster has two zones at least, so that one of a pair of options is not enough. */
    static List<Map<String, String>> clusters() {
        Map<String, String> cluster = Map.of("deploymentMode", "cluster");
        return Stream.concat(Stream.of(cluster),
                Stream.of("us-east-1b,us-east-1c", "us-east-1a,us-east-1b,us-east-1c")
                        .map(zones -> with(cluster, Map.of("availabilityZones", zones))))
                .toList();
    }

    private static List<Map<String, String>> of(String option, String... values) {
        List<Map<String, String>> all = new ArrayList<>(List.of(Map.of()));
        Stream.of(values).map(value -> Map.of(option, value)).forEach(all::add);
        return all;
    }

    static List<Documented> documented() {
        List<Documented> all = new ArrayList<>();
        String listener = "`functionJar` and `handler`, `memorySize`, `timeout`, `environment`, `listenerConcurrency`,"
                + " `idempotency`";
        for (String option : List.of("functionJar", "memorySize", "timeout", "environment", "listenerConcurrency",
                "idempotency")) {
            addBothWays(all, listener, first(option));
        }
        String batch = "`batchSize`, other `filters`, a `batchWindow` of another length";
        addBothWays(all, batch, first("batchSize"));
        all.add(new Documented(batch, Map.of("filters", FILTER.formatted("order")),
                Map.of("filters", FILTER.formatted("refund"))));
        all.add(new Documented(batch, Map.of("batchWindow", "5"), Map.of("batchWindow", "10")));
        List.of("batchWindow", "filters")
                .forEach(option -> addBothWays(all, "`batchWindow` or `filters` added or removed", first(option)));
        List.of("batchSize", "filters", "batchWindow").forEach(option -> all.add(new Documented(
                "anything of the mapping, with a `virtualHost` other than /", Map.of("virtualHost", "shop"),
                with(Map.of("virtualHost", "shop"), first(option)))));
        List.of("queueName", "virtualHost")
                .forEach(option -> addBothWays(all, "`queueName`, `virtualHost`", first(option)));
        addBothWays(all, "`shards` from 1 to more, or back", Map.of("shards", "2"));
        all.add(new Documented("`shards` to more", Map.of("shards", "2"), Map.of("shards", "3")));
        all.add(new Documented("`shards` to fewer", Map.of("shards", "3"), Map.of("shards", "2")));
        Map<String, String> before = Map.of("engineVersion", "4.2");
        all.add(new Documented("`deliveryLimit` before RabbitMQ 4.3, and whatever else a queue was declared with",
                before,
                with(before, first("deliveryLimit"))));
        List.of("deliveryLimit", "retryDelay", "retryDelayLimit").forEach(option -> addBothWays(all,
                "`deliveryLimit` on RabbitMQ 4.3, `retryDelay`, `retryDelayLimit`", first(option)));
        Map<String, String> shards = Map.of("shards", "2");
        all.add(new Documented("`shardExchange` with more than one shard", shards,
                with(shards, first("shardExchange"))));
        all.add(new Documented("`shardExchange` with more than one shard", with(shards, before), shards));
        all.add(new Documented("`engineVersion`", Map.of("engineVersion", "3.13"), Map.of("engineVersion", "4.2")));
        all.add(new Documented("`engineVersion`", before, Map.of()));
        addBothWays(all, "`instanceType`", first("instanceType"));
        addBothWays(all, "`deploymentMode`", first("deploymentMode"));
        addBothWays(all, "`availabilityZones` other than those in use", Map.of("availabilityZones", "us-east-1b"));
        addBothWays(all, "`availabilityZones` that are in use already", Map.of("availabilityZones", "us-east-1a"));
        List.of("failureQueue", "profile").forEach(option -> all.add(
                new Documented("`failureQueue` to false, `profile` to minimal", Map.of(), first(option))));
        String kept = "`failureQueue` to true, `profile` to production, `retainFailures`";
        List.of("failureQueue", "profile", "retainFailures")
                .forEach(option -> all.add(new Documented(kept, first(option), Map.of())));
        all.add(new Documented(kept, Map.of(), first("retainFailures")));
        addBothWays(all, "`consumerPermissions`", first("consumerPermissions"));
        addBothWays(all, "`rotationDays`", first("rotationDays"));
        all.add(new Documented("`rotationDays`", Map.of("rotationDays", "30"), Map.of("rotationDays", "60")));
        List.of("observe", "verify").forEach(option -> addBothWays(all, "`observe`, `verify`", first(option)));
        all.add(new Documented("`existingEndpoints` to false", first("existingEndpoints"), Map.of()));
        all.add(new Documented("`existingEndpoints` to true", Map.of(), first("existingEndpoints")));
        List.of("autoMinorVersionUpgrade", "replaceBroker", "terminationProtection").forEach(option -> addBothWays(all,
                "`autoMinorVersionUpgrade`, `replaceBroker`, `terminationProtection`", first(option)));
        return all;
    }

    private static void addBothWays(List<Documented> all, String row, Map<String, String> value) {
        all.add(new Documented(row, Map.of(), value));
        all.add(new Documented(row, value, Map.of()));
    }

    /** The first value of the option that is not its default. */
    private static Map<String, String> first(String option) {
        return values().stream().map(values -> values.get(1)).filter(value -> value.containsKey(option)).findFirst()
                .orElseThrow();
    }

    static Map<String, String> with(Map<String, String> options, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(options);
        all.putAll(more);
        return all;
    }
}
