package io.github.rabbitlambda.reachability.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.iam.Arns;
import io.github.rabbitlambda.reachability.iam.Call;
import io.github.rabbitlambda.reachability.iam.Statement;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.verdict.Fix;

/**
 * The fix that exempts a role from the Deny statements of a resource's policy.
 *
 * @param resource what has the policy
 * @param property the property that holds the policy
 */
public record DenyExemption(ResolvedResource role, ResolvedResource resource, String property) {
    private static final String OPERATOR = "ArnNotEquals";

    public List<Fix> fixes(Call call, Arns arns) {
        Optional<List<Tree>> written = written();
        List<Statement> statements = Statement.read(resource.get(property), Answer.YES);
        if (written.isEmpty() || written.get().size() != statements.size() || wouldBeCyclic()) {
            return List.of();
        }
        Repair repair = new Repair(resource.template(), "Exempt " + role.id() + " from the Deny of " + resource.id());
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i).denies(call, arns).isYes()) {
                exempt(repair, written.get().get(i).asMapping(), i);
            }
        }
        return repair.fixes();
    }

    /** The statements as the template lists them; empty if they come from an expression. */
    private Optional<List<Tree>> written() {
        return resource.declared().properties().asMapping().entry(property)
                .flatMap(policy -> policy.asMapping().entry("Statement")).filter(Tree.Sequence.class::isInstance)
                .map(Tree::asItems)
                .filter(items -> items.stream().allMatch(item -> item.asMapping().entry("Effect").isPresent()));
    }

    private void exempt(Repair repair, Tree.Mapping statement, int index) {
        Tree.Mapping key = Tree.mapping("aws:PrincipalArn", repair.expression(role.arn()));
        List<String> path = new ArrayList<>(
                List.of("Properties", property, "Statement", Integer.toString(index), "Condition"));
        Optional<Tree> condition = statement.entry("Condition");
        if (condition.isPresent()) {
            path.add(OPERATOR);
        }
        repair.put(resource, condition.isPresent() ? key : Tree.mapping(OPERATOR, key), path);
    }

    // A role that names the resource can't be named by it in turn.
    private boolean wouldBeCyclic() {
        return names(role, resource) && !names(resource, role);
    }

    private static boolean names(ResolvedResource from, ResolvedResource to) {
        return from.properties().references().stream()
                .anyMatch(reference -> reference.resource().equals(to.declared()));
    }
}
