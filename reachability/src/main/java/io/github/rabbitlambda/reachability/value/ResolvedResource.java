package io.github.rabbitlambda.reachability.value;

import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.template.Resource;
import io.github.rabbitlambda.reachability.template.Template;

/**
 * A resource with its properties evaluated. Reading its presence or a property records the choices on which that depends:
 * {@link Deployment#choicesRead()}.
 */
public final class ResolvedResource {
    private final Resource declared;
    private final Value.Fields properties;
    private final Answer present;
    private final ResourceChoices choices;

    ResolvedResource(Resource declared, Value.Fields properties, Answer present, ResourceChoices choices) {
        this.declared = declared;
        this.properties = properties;
        this.present = present;
        this.choices = choices;
    }

    /** The resource as its template declares it. */
    public Resource declared() {
        return declared;
    }

    public Value.Fields properties() {
        choices.readAll();
        return properties;
    }

    /** Whether its condition lets it be made. */
    public Answer present() {
        choices.readPresence();
        return present;
    }

    /** Whether it is made and something else holds, too. Where that doesn't hold, its condition doesn't matter. */
    public Answer presentAnd(Answer other) {
        return other.isNo() ? other : present().and(other);
    }

    /** Whether it may be made. This doesn't count as reading its condition. */
    boolean mayBePresent() {
        return !present.isNo();
    }

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
        choices.read(property);
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
