package io.github.rabbitlambda.reachability.value;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of Fn::Sub: {@code ${Name}} is replaced, {@code ${!Name}} is the literal {@code ${Name}}. */
final class Substitution {
    private static final Pattern HOLE = Pattern.compile("\\$\\{\\s*(!?)([^}]*?)\\s*}");

    private Substitution() {}

    static Value apply(String text, Function<String, Value> lookup) {
        List<Value> parts = new ArrayList<>();
        Matcher hole = HOLE.matcher(text);
        int end = 0;
        while (hole.find()) {
            parts.add(new Value.Text(text.substring(end, hole.start())));
            parts.add(
                    hole.group(1).isEmpty() ? lookup.apply(hole.group(2)) : new Value.Text("${" + hole.group(2) + "}"));
            end = hole.end();
        }
        parts.add(new Value.Text(text.substring(end)));
        return PartialText.join(parts);
    }
}
