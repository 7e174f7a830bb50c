package io.github.rabbitlambda.reachability.verdict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.rabbitlambda.reachability.network.Hop;
import io.github.rabbitlambda.reachability.network.Path;
import io.github.rabbitlambda.reachability.verdict.Finding.Level;

/**
 * The paths of one verdict as SVG: a row for each path, a column for each hop, red where packets stop. Rows that begin with
 * the same hops share their boxes.
 */
final class PathPicture {
    private static final int WIDTH = 184;
    private static final int HEIGHT = 78;
    private static final int COLUMN = WIDTH + 28;
    private static final int ROW = HEIGHT + 14;
    private static final int LINE_HEIGHT = 16;
    /** Characters of a line at the size of the text in a box. */
    private static final int LINE = 22;
    private static final Pattern SUBJECT = Pattern.compile("(?:Broker|Endpoint) `([^`]+)` cannot be created: .*");
    private static final String NO_PATH = "no route";

    private record Box(Hop.Kind kind, String title, String name, String detail, boolean broken) {}

    private final Verdict verdict;
    private List<List<Box>> rows = new ArrayList<>();
    private final StringBuilder svg = new StringBuilder();

    private PathPicture(Verdict verdict) {
        this.verdict = verdict;
    }

    /** Empty if there is nothing to draw. */
    static String of(Verdict verdict) {
        PathPicture picture = new PathPicture(verdict);
        verdict.paths().forEach(picture::addPath);
        picture.addMissing();
        if (picture.rows.isEmpty()) {
            return "";
        }
        picture.rows = sharing(picture.rows, 0);
        return picture.draw();
    }

    /** The rows in an order in which those that begin with the same boxes follow each other. */
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

    private String draw() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int width = columns * COLUMN - (COLUMN - WIDTH) + 4;
        int height = rows.size() * ROW - (ROW - HEIGHT) + 4;
        svg.append("<svg viewBox=\"-2 -2 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\">%n"
                .formatted(width, height, width, height, Html.escaped("The paths of " + verdict.id())));
        boxes(0, rows.size(), 0);
        return svg.append("</svg>\n").toString();
    }

    /** Draws the boxes of one column for rows that share all earlier columns. */
    private void boxes(int first, int end, int column) {
        for (int row = first; row < end;) {
            if (rows.get(row).size() <= column) {
                row++;
                continue;
            }
            int next = row + 1;
            while (next < end && rows.get(next).size() > column
                    && rows.get(next).get(column).equals(rows.get(row).get(column))) {
                next++;
            }
            box(rows.get(row).get(column), column, row, next);
            boxes(row, next, column + 1);
            row = next;
        }
    }

    private void box(Box box, int column, int first, int end) {
        int x = column * COLUMN;
        int y = first * ROW;
        int height = (end - first) * ROW - (ROW - HEIGHT);
        if (column > 0) {
            int middle = y + height / 2;
            svg.append("<path class=\"%s\" d=\"M%d %d h%d m-7 -5 l7 5 l-7 5\"/>%n"
                    .formatted(box.broken() ? "line broken" : "line", x - COLUMN + WIDTH, middle, COLUMN - WIDTH));
        }
        svg.append(
                "<g class=\"hop %s%s\"><title>%s</title><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>%n"
                        .formatted(box.kind().name().toLowerCase(Locale.ROOT), box.broken() ? " broken" : "",
                                Html.escaped(String.join(" ", box.title(), box.name(), box.detail()).strip()), x, y,
                                WIDTH,
                                height));
        texts(box, x + WIDTH / 2, y, height);
        svg.append("</g>\n");
    }

    private void texts(Box box, int x, int top, int height) {
        List<String> name = wrapped(box.name(), LINE, height / LINE_HEIGHT - 2);
        List<String> detail = wrapped(box.detail(), LINE + 6, 1);
        int lines = (box.title().isEmpty() ? 0 : 1) + name.size() + detail.size();
        int y = top + height / 2 - lines * LINE_HEIGHT / 2 + 12;
        if (!box.title().isEmpty()) {
            y = text("kind", box.title(), x, y);
        }
        for (String line : name) {
            y = text("name", line, x, y);
        }
        for (String line : detail) {
            y = text("detail", line, x, y);
        }
    }

    private int text(String style, String text, int x, int y) {
        svg.append("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>%n".formatted(style, x, y, Html.escaped(text)));
        return y + LINE_HEIGHT;
    }

    /** A text in lines, cut after the last one; the box's title has all of it. */
    private static List<String> wrapped(String text, int width, int most) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (!rest.isEmpty() && lines.size() < most) {
            int end = rest.length() <= width ? rest.length() : rest.lastIndexOf(' ', width);
            end = end < width / 2 ? Math.min(width, rest.length()) : end;
            lines.add(rest.substring(0, end).strip());
            rest = rest.substring(end).strip();
        }
        if (!rest.isEmpty()) {
            String last = lines.removeLast();
            lines.add(last.substring(0, Math.min(last.length(), width - 1)) + "…");
        }
        return lines;
    }
}
