package io.github.rabbitlambda.reachability.template;

import java.util.Iterator;
import java.util.Map;

/** Writes a {@link Tree} as JSON, two spaces a level. */
public final class JsonText {
    private final StringBuilder out = new StringBuilder();

    private JsonText() {}

    public static String of(Tree tree) {
        JsonText text = new JsonText();
        text.write(tree, "\n");
        return text.out.toString();
    }

    private void write(Tree tree, String indent) {
        switch (tree) {
            case Tree.Scalar(String value) -> out.append(bare(value) ? value : quoted(value));
            case Tree.Nothing nothing -> out.append("null");
            case Tree.Unclear unclear -> out.append("null");
            case Tree.Sequence sequence -> sequence(sequence, indent);
            case Tree.Mapping mapping -> mapping(mapping, indent);
        }
    }

    // Whole numbers and booleans are written bare; CloudFormation reads both spellings alike.
    private static boolean bare(String value) {
        return value.equals("true") || value.equals("false") || value.matches("0|-?[1-9]\\d{0,8}");
    }

    private void sequence(Tree.Sequence sequence, String indent) {
        if (sequence.items().isEmpty()) {
            out.append("[]");
            return;
        }
        String before = "[" + indent + "  ";
        for (Tree item : sequence.items()) {
            out.append(before);
            write(item, indent + "  ");
            before = "," + indent + "  ";
        }
        out.append(indent).append(']');
    }

    private void mapping(Tree.Mapping mapping, String indent) {
        if (mapping.entries().isEmpty()) {
            out.append("{}");
            return;
        }
        Iterator<Map.Entry<String, Tree>> entries = mapping.entries().entrySet().iterator();
        String before = "{" + indent + "  ";
        while (entries.hasNext()) {
            Map.Entry<String, Tree> entry = entries.next();
            out.append(before).append(quoted(entry.getKey())).append(": ");
            write(entry.getValue(), indent + "  ");
            before = "," + indent + "  ";
        }
        out.append(indent).append('}');
    }

    public static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < 0x20) {
                        quoted.append(String.format("\\u%04x", c));
                    } else {
                        quoted.append((char) c);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}
