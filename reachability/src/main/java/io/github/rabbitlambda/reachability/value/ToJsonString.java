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
            case Value.Fields(Map<String, Value> fields) -> fields(fields, pieces);
            case Value.Items(List<Value> items) -> items(items, pieces);
            case Value.Text(String text) -> pieces.add(new Value.Text(JsonText.quoted(text)));
            case Value.Joined joined -> quoted(joined, pieces);
            case Value.Reference reference -> quoted(reference, pieces);
            case Value.Opaque opaque -> quoted(opaque, pieces);
            case Value.Missing missing -> quoted(missing, pieces);
        }
    }

    private static void fields(Map<String, Value> fields, List<Value> pieces) {
        String between = "{";
        for (Map.Entry<String, Value> field : fields.entrySet()) {
            pieces.add(new Value.Text(between + JsonText.quoted(field.getKey()) + ":"));
            write(field.getValue(), pieces);
            between = ",";
        }
        pieces.add(new Value.Text(fields.isEmpty() ? "{}" : "}"));
    }

    private static void items(List<Value> items, List<Value> pieces) {
        String between = "[";
        for (Value item : items) {
            pieces.add(new Value.Text(between));
            write(item, pieces);
            between = ",";
        }
        pieces.add(new Value.Text(items.isEmpty() ? "[]" : "]"));
    }

    private static void quoted(Value value, List<Value> pieces) {
        pieces.add(new Value.Text("\""));
        pieces.add(value);
        pieces.add(new Value.Text("\""));
    }
}
