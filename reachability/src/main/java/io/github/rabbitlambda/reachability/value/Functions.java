package io.github.rabbitlambda.reachability.value;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.github.rabbitlambda.reachability.template.Resource;

/** The intrinsic functions whose arguments are plain values. */
final class Functions {
    private static final String ZONES = "${AWS::AvailabilityZones}";

    private Functions() {}

    static Value apply(String name, List<Value> arguments) {
        return switch (name) {
            case "Fn::Join" ->
                arguments.size() == 2 ? join(arguments.get(0), arguments.get(1)) : Value.unreadable(name);
            case "Fn::Select" ->
                arguments.size() == 2 ? select(arguments.get(0), arguments.get(1)) : Value.unreadable(name);
            case "Fn::Split" -> arguments.size() == 2 && arguments.get(0) instanceof Value.Text(String delimiter)
                    ? split(delimiter, arguments.get(1))
                    : Value.unreadable(name);
            case "Fn::GetAZs" ->
                new Value.Opaque(ZONES, UnknownReason.of("the list of availability zones", "name the zones"));
            case "Fn::Cidr" -> CidrFunction.apply(arguments);
            default -> Value.unknown("the function `" + name + "`", "write the value without it");
        };
    }

    /** Fn::Length: the number of a list's items. */
    static Value length(Value list) {
        return list instanceof Value.Items(List<Value> items)
                ? new Value.Text(String.valueOf(items.size()))
                : new Value.Opaque("${Fn::Length of " + list.show() + "}", list.unknownReason());
    }

    /** A list from its text: what CloudFormation makes of a text that is passed for a parameter that is a list. */
    static Value listFrom(Value text) {
        if (!(text instanceof Value.Text || text instanceof Value.Joined)) {
            return text;
        }
        return new Value.Items(split(",", text).asItems().stream().map(
                item -> item instanceof Value.Text(String piece) ? PartialText.literal(piece.strip()) : item).toList());
    }

    private static Value join(Value delimiter, Value list) {
        if (list instanceof Value.Opaque(String name, UnknownReason reason)) {
            return new Value.Opaque("Fn::Join of " + name + " by " + delimiter.show(), reason);
        }
        if (!(delimiter instanceof Value.Text(String between)) || !(list instanceof Value.Items(List<Value> items))) {
            return Value.unknown("Fn::Join of " + list.show(), "give the list's values");
        }
        List<Value> parts = new ArrayList<>();
        for (Value item : items) {
            if (!parts.isEmpty()) {
                parts.add(new Value.Text(between));
            }
            parts.add(item);
        }
        return PartialText.join(parts);
    }

    private static Value select(Value index, Value list) {
        if (!(index instanceof Value.Text(String number)) || !number.matches("\\d{1,6}")) {
            return index instanceof Value.Opaque(String name, UnknownReason reason)
                    ? new Value.Opaque("${Fn::Select " + name + "}", reason)
                    : Value.unknown("Fn::Select with the index " + index.show(), "write the index as a number");
        }
        int position = Integer.parseInt(number);
        return switch (list) {
            case Value.Items(List<Value> items) -> position < items.size()
                    ? items.get(position)
                    : Value.unknown("item " + position + " of a list of " + items.size(),
                            "select an item that exists");
            case Value.Opaque(String name, UnknownReason reason) -> new Value.Opaque(name + "[" + position + "]",
                    new UnknownReason("item " + position + " of " + reason.what(), reason.remedy(),
                            reason.openParameters()));
            case Value.Reference(Resource resource, String attribute) ->
                new Value.Reference(resource, attribute + "[" + position + "]");
            case Value.Text text -> itemOfNoList(position, text);
            case Value.Joined joined -> itemOfNoList(position, joined);
            case Value.Fields fields -> itemOfNoList(position, fields);
            case Value.Missing missing -> itemOfNoList(position, missing);
        };
    }

    private static Value itemOfNoList(int position, Value list) {
        return new Value.Opaque(list.show() + "[" + position + "]",
                UnknownReason.of("item " + position + " of " + list.show(), "write the value itself"));
    }

    static Value split(String delimiter, Value source) {
        if (source instanceof Value.Reference(Resource resource, String attribute)) {
            return new Value.Reference(resource, attribute + " split");
        }
        List<Value> parts = source instanceof Value.Joined(List<Value> joined) ? joined : List.of(source);
        if (source instanceof Value.Opaque(String name, UnknownReason reason)) {
            return new Value.Opaque("Fn::Split of " + name + " by " + delimiter, reason);
        }
        if (delimiter.isEmpty() || !(source instanceof Value.Joined || source instanceof Value.Text)) {
            return Value.unknown("Fn::Split of " + source.show(), "give the value to split");
        }
        List<Value> pieces = new ArrayList<>();
        List<Value> piece = new ArrayList<>();
        for (Value part : parts) {
            if (part instanceof Value.Text(String text)) {
                String[] texts = text.split(Pattern.quote(delimiter), -1);
                for (int i = 0; i < texts.length; i++) {
                    if (i > 0) {
                        pieces.add(PartialText.join(piece));
                        piece.clear();
                    }
                    piece.add(new Value.Text(texts[i]));
                }
            } else {
                piece.add(part);
            }
        }
        pieces.add(PartialText.join(piece));
        return new Value.Items(List.copyOf(pieces));
    }
}
