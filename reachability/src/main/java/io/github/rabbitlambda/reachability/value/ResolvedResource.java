package io.github.rabbitlambda.reachability.value;

import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.template.Resource;
import io.github.rabbitlambda.reachability.template.Template;

/**
 * A resource with its properties evaluated.
 *
 * @param declared the resource as its template declares it
 * @param present whether its condition lets it be made
 */
public record ResolvedResource(Resource declared, Value.Fields properties, Answer present) {

    public String id() {
        return declared.id();
    }

    public String type() {
        return declared.type();
    }

    public Template template() {
        return declared.template();
    }

    public Value get(String property) {
        return properties.get(property);
    }

    /** What {@code Ref} returns. */
    public Value ref() {
        return new Value.Reference(declared, "Ref");
    }

    /** What {@code Fn::GetAtt} of {@code Arn} returns. */
    public Value arn() {
        return new Value.Reference(declared, "Arn");
    }

    public Answer flag(String property, boolean preset) {
        return get(property).asFlag(preset);
    }

    public Optional<String> text(String property) {
        return get(property).asText();
    }

    public List<Value> items(String property) {
        return get(property).asItems();
    }
}
