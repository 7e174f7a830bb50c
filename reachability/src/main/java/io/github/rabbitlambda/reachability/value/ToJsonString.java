package io.github.rabbitlambda.reachability.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.rabbitlambda.reachability.template.JsonText;

/** Fn::ToJsonString: a value as JSON text, in which unknown pieces stay unknown. */
final class ToJsonString {
    private ToJsonString() {}

    static Value apply(Value value) {
        List<Value> pieces = new ArrayList<>();
        write(value, pieces);
        return PartialText.join(pieces);
    }

    private static void write(Value value, List<Value> pieces) {
        switch (value) {
            case Value.Fields fields -> {
                String between = "{";
                for (Map.Entry<String, Value> field : fields.fields().entrySet()) {
                    pieces.add(new Value.Text(between + JsonText.quoted(field.getKey()) + ":"));
                    write(field.getValue(), pieces);
                    between = ",";
                }
                pieces.add(new Value.Text(fields.fields().isEmpty() ? "{}" : "}"));
            }
            case Value.Items items -> {
                String between = "[";
                for (Value item : items.items()) {
                    pieces.add(new Value.Text(between));
                    write(item, pieces);
                    between = ",";
                }
                pieces.add(new Value.Text(items.items().isEmpty() ? "[]" : "]"));
            }
            case Value.Text text -> pieces.add(new Value.Text(JsonText.quoted(text.text())));
            default -> {
                pieces.add(new Value.Text("\""));
                pieces.add(value);
                pieces.add(new Value.Text("\""));
            }
        }
    }
}
