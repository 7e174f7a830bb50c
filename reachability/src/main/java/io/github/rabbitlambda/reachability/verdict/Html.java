package io.github.rabbitlambda.reachability.verdict;

/** Text in HTML and SVG. */
final class Html {
    private Html() {}

    /** Escaped text with ids between backticks set as code. */
    static String withCode(String text) {
        return escaped(text).replaceAll("`([^`]*)`", "<code>$1</code>");
    }

    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c >= ' ' || c == '\n' || c == '\t' ? (char) c : '\uFFFD');
            }
        });
        return escaped.toString();
    }
}
