package io.github.rabbitlambda.reachability.value;

import java.util.Optional;

import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.template.Tree;

/** A parameter of one template: two templates may each have a parameter of the same name. */
public record TemplateParameter(Template template, String name) {

    Tree.Mapping declaration() {
        return template.parameter(name).map(Tree::asMapping).orElseGet(Tree::empty);
    }

    String type() {
        return declaration().entry("Type").flatMap(Tree::asText).orElse("String");
    }

    boolean isList() {
        return type().equals("CommaDelimitedList") || type().startsWith("List<");
    }

    /** Whether the parameter takes its value from the Systems Manager Parameter Store at deployment. */
    boolean isStored() {
        return type().startsWith("AWS::SSM::Parameter");
    }

    public Optional<String> defaultValue() {
        return declaration().entry("Default").flatMap(Tree::asText);
    }
}
