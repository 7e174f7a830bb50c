package io.github.rabbitlambda.reachability.value;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Text whose pieces are joined as far as they are known. */
public final class PartialText {
    private PartialText() {}

    /** A {@link Value.Text} if every piece is one, otherwise a {@link Value.Joined}, or the only piece itself. */
    public static Value join(List<Value> pieces) {
        List<Value> merged = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Value piece : flat(pieces)) {
            if (piece instanceof Value.Text(String known)) {
                text.append(known);
            } else {
                flush(text, merged);
                merged.add(piece);
            }
        }
        if (merged.isEmpty()) {
            return literal(text.toString());
        }
        flush(text, merged);
        return merged.size() == 1 ? merged.getFirst() : new Value.Joined(List.copyOf(merged));
    }

    private static void flush(StringBuilder text, List<Value> merged) {
        if (!text.isEmpty()) {
            merged.add(new Value.Text(text.toString()));
            text.setLength(0);
        }
    }

    private static List<Value> flat(List<Value> pieces) {
        return pieces.stream()
                .flatMap(piece -> piece instanceof Value.Joined(List<Value> inner) ? inner.stream() : Stream.of(piece))
                .toList();
    }

    /** A text, unless CloudFormation replaces it at deployment (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html). */
    static Value literal(String text) {
        return text.contains("{{resolve:")
                ? new Value.Opaque(text, UnknownReason.of("the dynamic reference `" + text + "`",
                        "write its value in the template or pass it as a parameter"))
                : new Value.Text(text);
    }
}
