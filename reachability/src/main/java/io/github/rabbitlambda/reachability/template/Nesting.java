package io.github.rabbitlambda.reachability.template;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which of the templates are nested stacks of others. The parent names the file of the nested template, as the CDK does in
 * its metadata and as TemplateURL or Location does, and passes parameters to it.
 */
public final class Nesting {
    public static final List<String> TYPES = List.of("AWS::CloudFormation::Stack", "AWS::Serverless::Application");

    private final Map<Template, Resource> parents = new HashMap<>();
    private final Map<Resource, Template> children = new HashMap<>();

    public Nesting(List<Template> templates) {
        Set<Template> ambiguous = new HashSet<>();
        for (Template parent : templates) {
            parent.resources().values().stream().filter(resource -> TYPES.contains(resource.type()))
                    .forEach(stack -> location(stack)
                            .flatMap(location -> location.among(without(parent, templates))).ifPresent(child -> {
                                children.put(stack, child);
                                if (parents.put(child, stack) != null) {
                                    ambiguous.add(child);
                                }
                            }));
        }
        // A template that two stacks use may have other values in each of them: neither is followed.
        ambiguous.forEach(template -> {
            parents.remove(template);
            children.values().removeIf(template::equals);
        });
    }

    private static List<Template> without(Template parent, List<Template> templates) {
        return templates.stream().filter(template -> template != parent).toList();
    }

    private static Optional<TemplateLocation> location(Resource stack) {
        Tree.Mapping properties = stack.properties().asMapping();
        return stack.declaration().entry("Metadata").flatMap(metadata -> metadata.asMapping().entry("aws:asset:path"))
                .or(() -> properties.entry("TemplateURL")).or(() -> properties.entry("Location"))
                .flatMap(TemplateLocation::of);
    }

    /** The stack resource that passes parameters to a template. */
    public Optional<Resource> parent(Template template) {
        return Optional.ofNullable(parents.get(template));
    }

    /** The template of a nested stack, if it is checked too. */
    public Optional<Template> child(Resource stack) {
        return Optional.ofNullable(children.get(stack));
    }
}
