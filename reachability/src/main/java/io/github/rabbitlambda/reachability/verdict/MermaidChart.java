package io.github.rabbitlambda.reachability.verdict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.rabbitlambda.reachability.network.Hop;
import io.github.rabbitlambda.reachability.network.Path;
import io.github.rabbitlambda.reachability.verdict.Finding.Level;

/** Draws the paths of verdicts as one Mermaid flowchart. */
public final class MermaidChart {
    private final Map<String, String> nodes = new LinkedHashMap<>();
    private final Set<String> lines = new LinkedHashSet<>();

    private MermaidChart() {}

    public static String of(List<Verdict> verdicts) {
        MermaidChart picture = new MermaidChart();
        verdicts.forEach(picture::draw);
        List<String> all = new ArrayList<>(List.of("flowchart LR"));
        all.addAll(picture.lines);
        return String.join("\n", all) + "\n";
    }

    private void draw(Verdict verdict) {
        String mapping = node("mapping " + verdict.id(),
                "([\"" + text((verdict.hypothetical() ? "a mapping on " : "") + verdict.id()) + "<br/>"
                        + verdict.kind() + "\"])");
        for (Path path : verdict.paths()) {
            String before = mapping;
            for (Hop hop : path.hops()) {
                String next = node(hop.kind() + " " + hop.name() + (hop.kind() == Hop.Kind.GROUP ? hop.detail() : ""),
                        shape(hop));
                lines.add("  " + before + " --> " + next);
                before = next;
            }
        }
        int failed = 0;
        for (Finding finding : verdict.findings(Level.FAILS)) {
            String fault = node("fault " + verdict.id() + failed++,
                    "[\"" + text(finding.rule() + ": " + finding.sentence()) + "\"]");
            lines.add("  " + mapping + " -.-x " + fault);
        }
    }

    private String node(String key, String shape) {
        String known = nodes.get(key);
        if (known != null) {
            return known;
        }
        String id = "n" + nodes.size();
        nodes.put(key, id);
        lines.add("  " + id + shape);
        return id;
    }

    private static String shape(Hop hop) {
        String label = "\""
                + text(hop.kind().name().charAt(0) + hop.kind().name().substring(1).toLowerCase(Locale.ROOT))
                + "<br/>" + text(hop.name())
                + (hop.detail().isEmpty() ? "" : "<br/>" + text(hop.detail())) + "\"";
        return switch (hop.kind()) {
            case BROKER, SERVICE -> "[(" + label + ")]";
            case GROUP -> "{{" + label + "}}";
            case INTERFACE, ROUTE, NAT, INTERNET, ENDPOINT -> "[" + label + "]";
        };
    }

    // Mermaid reads quotes and angle brackets in labels as its own.
    private static String text(String raw) {
        return raw.replace("\"", "'").replace("`", "").replace("<", "‹").replace(">", "›").replace("#", "");
    }
}
