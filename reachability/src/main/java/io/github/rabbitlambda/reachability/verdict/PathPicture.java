package io.github.rabbitlambda.reachability.verdict;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.github.rabbitlambda.reachability.network.Hop;
import io.github.rabbitlambda.reachability.network.Path;
import io.github.rabbitlambda.reachability.verdict.Finding.Level;

/**
 * The paths of one verdict as SVG: a row for each path, a column for each hop, red where packets stop. Rows that begin with
 * the same hops share their boxes.
 */
final class PathPicture {
    private static final int WIDTH = 176;
    private static final int HEIGHT = 78;
    private static final int COLUMN = WIDTH + 34;
    private static final int ROW = HEIGHT + 14;
    /** Characters of a line at the size of the text in a box. */
    private static final int LINE = 25;
    /** Rules about the mapping, its function and its role, rather than about a hop. */
    private static final Set<String> ABOUT_MAPPING = Set.of("R1", "R16", "R17", "R18");
    private static final Set<String> ABOUT_BROKER = Set.of("R2", "R3", "R4", "R5", "R7");
    private static final String NO_PATH = "no route";

    /** A box with its place; {@code last} is the last row that it spans. */
    private record Box(Hop.Kind kind, String title, String name, String detail, boolean broken) {}

    private final Verdict verdict;
    private final List<List<Box>> rows = new ArrayList<>();
    private final StringBuilder svg = new StringBuilder();

    private PathPicture(Verdict verdict) {
        this.verdict = verdict;
    }

    /** Empty if there is nothing to draw. */
    static String of(Verdict verdict) {
        PathPicture picture = new PathPicture(verdict);
        verdict.paths().forEach(picture::addPath);
        picture.addMissing();
        return picture.rows.isEmpty() ? "" : picture.draw();
    }

    private void addPath(Path path) {
        List<Box> row = new ArrayList<>(List.of(mapping()));
        for (Hop hop : path.hops()) {
            boolean broken = breaks().contains(new BrokenHop(path.target(), hop.name()))
                    || hop.kind() == Hop.Kind.BROKER && fails(ABOUT_BROKER)
                    || hop.kind() == Hop.Kind.INTERFACE && fails(Set.of("R6"));
            row.add(new Box(hop.kind(), title(hop.kind()), hop.name(), hop.detail(), broken));
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
                        .ifPresent(hop -> row.add(new Box(hop.kind(), title(hop.kind()), hop.name(), hop.detail(),
                                fails(Set.of("R6")))));
                row.add(new Box(Hop.Kind.ROUTE, "", NO_PATH, "", true));
                row.add(new Box(Hop.Kind.SERVICE, title(Hop.Kind.SERVICE), missing.target(), "", false));
                rows.add(row);
            }
        }
    }

    private Box mapping() {
        return new Box(Hop.Kind.SERVICE, verdict.hypothetical() ? "a mapping on" : "mapping", verdict.id(), "",
                fails(ABOUT_MAPPING));
    }

    private List<BrokenHop> breaks() {
        return verdict.findings(Level.FAILS).stream().flatMap(finding -> finding.broken().stream()).distinct().toList();
    }

    private boolean fails(Set<String> rules) {
        return verdict.findings(Level.FAILS).stream().anyMatch(finding -> rules.contains(finding.rule()));
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

    /** Draws the boxes of one column for rows that share all earlier columns; returns where their middle is. */
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
        svg.append("<g class=\"hop %s%s\"><title>%s</title><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>%n"
                .formatted(box.kind().name().toLowerCase(Locale.ROOT), box.broken() ? " broken" : "",
                        Html.escaped(String.join(" ", box.title(), box.name(), box.detail()).strip()), x, y, WIDTH,
                        height));
        texts(box, x + WIDTH / 2, y + height / 2);
        svg.append("</g>\n");
    }

    private void texts(Box box, int x, int middle) {
        List<String> name = wrapped(box.name(), 2);
        List<String> detail = wrapped(box.detail(), 1);
        int lines = (box.title().isEmpty() ? 0 : 1) + name.size() + detail.size();
        int y = middle - lines * 8 + 12;
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
        return y + 16;
    }

    /** A text in lines, cut after the last one; the box's title has all of it. */
    private static List<String> wrapped(String text, int most) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (!rest.isEmpty() && lines.size() < most) {
            int end = rest.length() <= LINE ? rest.length() : rest.lastIndexOf(' ', LINE);
            end = end < LINE / 2 ? Math.min(LINE, rest.length()) : end;
            lines.add(rest.substring(0, end).strip());
            rest = rest.substring(end).strip();
        }
        if (!rest.isEmpty()) {
            String last = lines.removeLast();
            lines.add(last.substring(0, Math.min(last.length(), LINE - 1)) + "…");
        }
        return lines;
    }
}
