package io.github.rabbitlambda.reachability.verdict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.rabbitlambda.reachability.network.Hop;
import io.github.rabbitlambda.reachability.network.Path;
import io.github.rabbitlambda.reachability.verdict.Finding.Level;

/** The rows of a picture of one verdict's paths. */
final class PathRows {
    private static final Pattern SUBJECT = Pattern.compile("(?:Broker|Endpoint) `([^`]+)` cannot be created: .*");
    private static final String NO_PATH = "no route";

    /** A hop, or the mapping at the start. */
    record Box(Hop.Kind kind, String title, String name, String detail, boolean broken) {}

    private final Verdict verdict;
    private final List<List<Box>> rows = new ArrayList<>();

    private PathRows(Verdict verdict) {
        this.verdict = verdict;
    }

    /** The rows in an order in which those that begin with the same boxes follow each other. */
    static List<List<Box>> of(Verdict verdict) {
        PathRows rows = new PathRows(verdict);
        verdict.paths().forEach(rows::addPath);
        rows.addMissing();
        return sharing(rows.rows, 0);
    }

    private static List<List<Box>> sharing(List<List<Box>> rows, int column) {
        Map<Optional<Box>, List<List<Box>>> groups = new LinkedHashMap<>();
        rows.forEach(row -> groups.computeIfAbsent(
                column < row.size() ? Optional.of(row.get(column)) : Optional.empty(), box -> new ArrayList<>())
                .add(row));
        return groups.entrySet().stream().flatMap(group -> group.getKey().isEmpty()
                ? group.getValue().stream()
                : sharing(group.getValue(), column + 1).stream()).toList();
    }

    private void addPath(Path path) {
        List<Box> row = new ArrayList<>(List.of(mapping()));
        for (Hop hop : path.hops()) {
            row.add(box(hop, breaks().contains(new BrokenHop(path.target(), hop.name()))
                    || notCreated().anyMatch(hop.name()::equals)));
        }
        rows.add(row);
    }

    /** A row for each target to which there is no path. */
    private void addMissing() {
        Set<String> drawn = new LinkedHashSet<>(verdict.paths().stream().map(Path::target).toList());
        for (BrokenHop missing : breaks()) {
            if (missing.hop().isEmpty() && drawn.add(missing.target())) {
                List<Box> row = new ArrayList<>(List.of(mapping()));
                verdict.paths().stream().flatMap(path -> path.hops().stream())
                        .filter(hop -> hop.kind() == Hop.Kind.INTERFACE).findFirst()
                        .ifPresent(hop -> row.add(box(hop, false)));
                row.add(new Box(Hop.Kind.ROUTE, "", NO_PATH, "", true));
                row.add(new Box(Hop.Kind.SERVICE, title(Hop.Kind.SERVICE), missing.target(), "", false));
                rows.add(row);
            }
        }
    }

    private Box mapping() {
        return new Box(Hop.Kind.SERVICE, verdict.hypothetical() ? "a mapping on" : "mapping", verdict.id(), "",
                isAtFault());
    }

    private static Box box(Hop hop, boolean broken) {
        return new Box(hop.kind(), title(hop.kind()), hop.name(), hop.detail(), broken);
    }

    private List<BrokenHop> breaks() {
        return verdict.findings(Level.FAILS).stream().flatMap(finding -> finding.broken().stream()).distinct().toList();
    }

    /** The brokers and endpoints that cannot be created. */
    private Stream<String> notCreated() {
        return verdict.findings(Level.FAILS).stream().map(finding -> SUBJECT.matcher(finding.sentence()))
                .filter(Matcher::matches).map(subject -> subject.group(1));
    }

    /** Whether something fails that is no hop: the mapping itself, its function, its role or its secret. */
    private boolean isAtFault() {
        return verdict.findings(Level.FAILS).stream().anyMatch(finding -> finding.broken().isEmpty()
                && !SUBJECT.matcher(finding.sentence()).matches());
    }

    private static String title(Hop.Kind kind) {
        return switch (kind) {
            case INTERFACE -> "interfaces in";
            case GROUP -> "security group";
            case ROUTE -> "route";
            case NAT -> "NAT gateway";
            case INTERNET -> "internet gateway";
            case ENDPOINT -> "endpoint";
            case SERVICE -> "service";
            case BROKER -> "broker";
        };
    }
}
