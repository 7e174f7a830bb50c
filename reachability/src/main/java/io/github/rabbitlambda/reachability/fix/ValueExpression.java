package io.github.rabbitlambda.reachability.fix;

import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.network.SecurityGroups;
import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

/** Values as expressions of one template. */
record ValueExpression(Template template) {

    /** Empty if the template can't express the value. */
    Optional<Tree> of(Value value) {
        if (value instanceof Value.Text(String text)) {
            return Optional.of(Tree.text(text));
        }
        if (value instanceof Value.Reference reference && reference.resource().template() == template) {
            return Optional.of(write(reference));
        }
        return value instanceof Value.Opaque(String name, UnknownReason reason) && isParameter(name)
                ? Optional.of(Tree.mapping("Ref", name.substring(2, name.length() - 1)))
                : Optional.empty();
    }

    private static Tree write(Value.Reference reference) {
        String id = reference.resource().id();
        if (!reference.attribute().equals("Ref")) {
            return Tree.mapping("Fn::GetAtt", List.of(id, reference.attribute()));
        }
        return reference.resource().type().equals(SecurityGroups.TYPE)
                ? Tree.mapping("Fn::GetAtt", List.of(id, "GroupId"))
                : Tree.mapping("Ref", id);
    }

    private boolean isParameter(String name) {
        return name.startsWith("${") && name.endsWith("}")
                && template.parameter(name.substring(2, name.length() - 1)).isPresent();
    }
}
