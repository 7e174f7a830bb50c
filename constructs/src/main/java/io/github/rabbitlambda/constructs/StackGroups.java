package io.github.rabbitlambda.constructs;

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
 * The stacks of an app in groups that refer to each other. A mapping's broker, VPC or endpoints may be in another stack
 * of its group. Unrelated stacks are judged apart: their
 * changes in a VPC that they do not name would otherwise make the verdict uncertain.
 */
final class StackGroups {
    private final Map<String, String> templates = new TreeMap<>();
    private final List<Set<String>> groups = new ArrayList<>();

    private StackGroups(IPolicyValidationContext context) {
        for (PolicyValidationStack stack : context.getStackTemplates()) {
            templates.put(stack.getStackConstructPath(), stack.getTemplatePath());
        }
        templates.keySet().forEach(path -> join(related(stackAt(context.getAppConstruct(), path))));
    }

    /** The paths of the templates of each group. */
    static List<List<String>> templatePaths(IPolicyValidationContext context) {
        StackGroups stackGroups = new StackGroups(context);
        return stackGroups.groups.stream()
                .map(group -> group.stream().filter(stackGroups.templates::containsKey).map(stackGroups.templates::get)
                        .toList())
                .toList();
    }

    private static Stack stackAt(IConstruct app, String path) {
        IConstruct found = app;
        for (String id : path.split("/")) {
            found = found.getNode().findChild(id);
        }
        return (Stack) found;
    }

    private static Set<String> related(Stack stack) {
        return Stream.concat(Stream.of(stack), stack.getDependencies().stream())
                .map(member -> member.getNode().getPath())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void join(Set<String> paths) {
        List<Set<String>> joined = groups.stream().filter(group -> group.stream().anyMatch(paths::contains))
                .toList();
        groups.removeAll(joined);
        joined.forEach(paths::addAll);
        groups.add(paths);
    }
}
