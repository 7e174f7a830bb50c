package io.github.rabbitlambda.reachability.value;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.template.Tree;

/** A parameter of one template: two templates may each have a parameter of the same name. */
public record TemplateParameter(Template template, String name) {

    private static final Pattern ID = Pattern.compile("(?:List<)?(AWS::\\w+::\\w+)::(?:Id|GroupName)>?");

    Tree.Mapping declaration() {
        return template.parameter(name).map(Tree::asMapping).orElseGet(Tree::empty);
    }

    String type() {
        return declaration().entry("Type").flatMap(Tree::asText).orElse("String");
    }

    boolean isList() {
        return type().equals("CommaDelimitedList") || type().startsWith("List<")
                || type().startsWith("AWS::SSM::Parameter::Value<List<");
    }

    /** Whether its type says whose ids its values are, such as AWS::EC2::Subnet::Id. */
    boolean isIdOfType() {
        return ID.matcher(type()).matches();
    }

    /** Whether its values are ids of resources of another type. */
    boolean excludes(String resourceType) {
        Matcher id = ID.matcher(type());
        return id.matches() && !id.group(1).equals(resourceType);
    }

    /** Whether the parameter takes its value from the Systems Manager Parameter Store at deployment. */
    boolean isStored() {
        return type().startsWith("AWS::SSM::Parameter");
    }

    public Optional<String> defaultValue() {
        return declaration().entry("Default").flatMap(Tree::asText);
    }
}
