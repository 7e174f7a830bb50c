package io.github.rabbitlambda.acceptance.rehearsal;

import io.github.rabbitlambda.acceptance.rehearsal.stack.StackResult;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A change of a stack's options, and how docs/operate.md says that it ends.
 *
 * @param set
 *            options as {@code name=value}; without a value an option gets its default
 */
record Change(String outcome, List<String> set) {

    static Change of(String outcome, String... set) {
        return new Change(outcome, List.of(set));
    }

    boolean isRefused() {
        return outcome.equals("refused");
    }

    Map<String, String> appliedTo(Map<String, String> options) {
        Map<String, String> changed = new LinkedHashMap<>(options);
        for (String option : set) {
            String[] parts = option.split("=", 2);
            if (parts[1].isEmpty()) {
                changed.remove(parts[0]);
            } else {
                changed.put(parts[0], parts[1]);
            }
        }
        return changed;
    }

    /** The outcome that the events of an update show, in the words of the table. */
    static String outcome(StackResult result, List<String> events) {
        if (result.status().equals("UPDATE_ROLLBACK_COMPLETE")) {
            return "refused";
        }
        if (!result.isSuccess()) {
            return result.toString();
        }
        if (has(events, "REPLACE Broker")) {
            return "another broker";
        }
        List<String> kinds = new ArrayList<>();
        boolean adds = has(events, "CREATE EventSourceMapping") || has(events, "REPLACE EventSourceMapping");
        boolean removes = has(events, "DELETE EventSourceMapping");
        if (adds || removes) {
            kinds.add(adds && removes ? "another mapping" : adds ? "more mappings" : "fewer mappings");
        }
        if (has(events, "DELETE FailuresQueue")) {
            kinds.add("failure queue removed");
        }
        return kinds.isEmpty() ? "in place" : String.join(", ", kinds);
    }

    private static boolean has(List<String> events, String start) {
        return events.stream().anyMatch(event -> event.startsWith(start) && !event.contains("Cleanup"));
    }
}
