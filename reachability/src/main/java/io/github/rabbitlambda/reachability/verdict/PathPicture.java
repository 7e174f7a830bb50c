package io.github.rabbitlambda.reachability.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.rabbitlambda.reachability.verdict.PathRows.Box;

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

    private final String title;
    private final List<List<Box>> rows;
    private final StringBuilder svg = new StringBuilder();

    private PathPicture(String title, List<List<Box>> rows) {
        this.title = title;
        this.rows = rows;
    }

    /** Empty if there is nothing to draw. */
    static String of(Verdict verdict) {
        List<List<Box>> rows = PathRows.of(verdict);
        return rows.isEmpty() ? "" : new PathPicture("The paths of " + verdict.id(), rows).draw();
    }

    private String draw() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int width = columns * COLUMN - (COLUMN - WIDTH) + 4;
        int height = rows.size() * ROW - (ROW - HEIGHT) + 4;
        svg.append("<svg viewBox=\"-2 -2 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\">%n"
                .formatted(width, height, width, height, Html.escaped(title)));
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
