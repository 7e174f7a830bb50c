package io.github.rabbitlambda.reachability;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prints how long a template of 500 resources takes, warm: reading alone, and reading with the verdict. */
final class SpeedMeasurement {
    private static final int RESOURCES = 500;
    private static final int RUNS = 200;

    private SpeedMeasurement() {}

    public static void main(String[] arguments) {
        String json = JsonText.of(template());
        String yaml = YamlText.of(template());
        System.out.printf("%d resources, %d KB of JSON, median of %d runs after %d to warm up%n", RESOURCES,
                json.length() / 1024, RUNS, RUNS);
        measure("JSON, read", () -> Reachability.ofTexts(Map.of("t", json)));
        measure("JSON, read and judged", () -> Reachability.ofTexts(Map.of("t", json)).verdicts());
        measure("YAML, read and judged", () -> Reachability.ofTexts(Map.of("t", yaml)).verdicts());
    }

    /** The graded NAT template among groups, rules, routes, policies and functions that have nothing to do with it. */
    private static Tree.Mapping template() {
        Map<String, Tree> resources = new LinkedHashMap<>(
                Stacks.tree("G2-nat.json").entry("Resources").orElseThrow().asMapping().entries());
        Tree[] others = {resources.get("BrokerSg"), resources.get("BrokerSelfIn"), resources.get("BrokerADefault"),
                resources.get("ConsumerRole"),
                resources.get("Consumer"), resources.get("BrokerA"), resources.get("BrokerAAssoc"),
                resources.get("Creds")};
        String own = "\"(BrokerSg|BrokerARt|ConsumerRole|BrokerA)\"";
        for (int i = 0; resources.size() < RESOURCES; i++) {
            String copy = JsonText.of(others[i % others.length]).replaceAll(own, "\"$1" + i / others.length + "\"");
            resources.put(switch (i % others.length) {
                case 0 -> "BrokerSg";
                case 3 -> "ConsumerRole";
                case 5 -> "BrokerA";
                default -> "Other" + i % others.length + "x";
            } + i / others.length, JsonReader.read(copy));
        }
        return Tree.mapping("Resources", new Tree.Mapping(resources));
    }

    private static void measure(String what, Runnable work) {
        for (int i = 0; i < RUNS; i++) {
            work.run();
        }
        long[] nanos = new long[RUNS];
        for (int i = 0; i < RUNS; i++) {
            long start = System.nanoTime();
            work.run();
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        System.out.printf("%-24s %6.2f ms (worst %.2f)%n", what, nanos[RUNS / 2] / 1e6, nanos[RUNS - 1] / 1e6);
    }
}
