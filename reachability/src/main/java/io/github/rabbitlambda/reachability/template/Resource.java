package io.github.rabbitlambda.reachability.template;

import java.util.List;
import java.util.Optional;

/** A resource as the template declares it. */
public record Resource(Template template, String id, Tree.Mapping declaration) {
    /** The type of an event source mapping, whatever its source is. */
    public static final String EVENT_SOURCE_MAPPING = "AWS::Lambda::EventSourceMapping";

    /** Marks a resource that SAM generates. */
    static final String GENERATED = "io.github.rabbitlambda.generated";

    public String type() {
        return declaration.entry("Type").flatMap(Tree::asText).orElse("");
    }

    public Tree properties() {
        return declaration.entry("Properties").orElseGet(Tree::empty);
    }

    public Optional<String> condition() {
        return declaration.entry("Condition").flatMap(Tree::asText);
    }

    public List<String> dependsOn() {
        return declaration.entry("DependsOn").map(Tree::asItems).orElse(List.of()).stream()
                .flatMap(item -> item.asText().stream()).toList();
    }

    public boolean isCustom() {
        return type().startsWith("Custom::") || type().equals("AWS::CloudFormation::CustomResource");
    }

    /** Whether SAM generates the resource, so that it is not in the template as it was written. */
    public boolean isGenerated() {
        return declaration.entry(GENERATED).isPresent();
    }

    /** Whether the template states that this custom resource changes nothing of what it receives. */
    public boolean isStatedHarmless() {
        return states("reachability:changes", "nothing");
    }

    /** Whether the template states that this custom resource makes the users of the secrets that it receives. */
    public boolean isStatedToMakeUsers() {
        return states("reachability:makes", "users");
    }

    private boolean states(String key, String value) {
        return declaration.entry("Metadata").flatMap(metadata -> metadata.asMapping().entry(key))
                .flatMap(Tree::asText).filter(value::equals).isPresent();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Resource that && template == that.template && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id;
    }
}
