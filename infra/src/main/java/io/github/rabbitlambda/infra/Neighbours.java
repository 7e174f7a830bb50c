package io.github.rabbitlambda.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.IPolicyValidationContext;
import software.amazon.awscdk.PolicyValidationStack;
import software.amazon.awscdk.Stack;
import software.constructs.IConstruct;

/**
 * The templates of an app in groups of stacks that refer to each other. A mapping's broker, VPC or endpoints may be in
 * another stack; but what an unrelated stack does to a VPC that its template does not name is no reason for doubt.
 */
final class Neighbours {
    private final Map<String, String> templates = new TreeMap<>();
    private final List<Set<String>> groups = new ArrayList<>();

    private Neighbours(IPolicyValidationContext context) {
        for (PolicyValidationStack stack : context.getStackTemplates()) {
            templates.put(stack.getStackConstructPath(), stack.getTemplatePath());
        }
        templates.keySet().forEach(path -> join(paths(find(context.getAppConstruct(), path))));
    }

    /** Paths of templates, group by group. */
    static List<List<String>> of(IPolicyValidationContext context) {
        Neighbours neighbours = new Neighbours(context);
        return neighbours.groups.stream()
                .map(group -> group.stream().filter(neighbours.templates::containsKey).map(neighbours.templates::get)
                        .toList())
                .toList();
    }

    private static Stack find(IConstruct app, String path) {
        IConstruct found = app;
        for (String id : path.split("/")) {
            found = found.getNode().findChild(id);
        }
        return (Stack) found;
    }

    private static Set<String> paths(Stack stack) {
        return Stream.concat(Stream.of(stack), stack.getDependencies().stream()).map(each -> each.getNode().getPath())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void join(Set<String> related) {
        List<Set<String>> touched = groups.stream().filter(group -> group.stream().anyMatch(related::contains))
                .toList();
        groups.removeAll(touched);
        touched.forEach(related::addAll);
        groups.add(related);
    }
}
