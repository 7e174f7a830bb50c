package io.github.rabbitlambda.reachability;

import java.util.List;
import java.util.Optional;

/**
 * A resource with its properties evaluated.
 *
 * @param declared the resource as its template declares it
 * @param present whether its condition lets it be made
 */
record ResolvedResource(Resource declared, Value.Fields properties, Answer present) {

    String id() {
        return declared.id();
    }

    String type() {
        return declared.type();
    }

    Template template() {
        return declared.template();
    }

    Value get(String property) {
        return properties.get(property);
    }

    /** What {@code Ref} returns. */
    Value ref() {
        return new Value.Reference(declared, "Ref");
    }

    /** What {@code Fn::GetAtt} of {@code Arn} returns. */
    Value arn() {
        return new Value.Reference(declared, "Arn");
    }

    Answer flag(String property, boolean preset) {
        return get(property).asFlag(preset);
    }

    Optional<String> text(String property) {
        return get(property).asText();
    }

    List<Value> items(String property) {
        return get(property).asItems();
    }
}
