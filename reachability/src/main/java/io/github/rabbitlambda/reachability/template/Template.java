package io.github.rabbitlambda.reachability.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One template. Two templates with the same text are two templates: each resource belongs to one of them.
 *
 * @param body its sections as written, with SAM's functions expanded
 * @param written the template as it was written
 */
public record Template(String name, Map<String, Resource> resources, Tree.Mapping body, Tree written) {
    /** The section of a template that was translated from another form, about the translation. */
    public static final String TRANSLATED = "io.github.rabbitlambda.translated";
    /** Why the translated template doesn't hold everything that is deployed. */
    public static final String INCOMPLETE = "Incomplete";
    /** What was assumed to translate it. */
    public static final String ASSUMPTIONS = "Assumptions";
    /** The Region that its resources are deployed to. */
    public static final String REGION = "Region";
    /** The account that its resources are in. Only of a template that describes what is deployed already. */
    public static final String ACCOUNT = "Account";
    /** The ARNs of deployed resources, by their ids in the template. */
    public static final String ARNS = "Arns";

    /** A template that was written without SAM's functions. */
    public Template(String name, Map<String, Resource> resources, Tree.Mapping body) {
        this(name, resources, body, body);
    }

    public static Template of(String name, Tree written) {
        if (!(Sam.expand(written) instanceof Tree.Mapping body)) {
            throw new UnreadableTemplate("its top level is not a mapping");
        }
        if (!(body.entries().get("Resources") instanceof Tree.Mapping)) {
            throw new UnreadableTemplate("it has no Resources section");
        }
        Map<String, Resource> resources = new LinkedHashMap<>();
        Template template = new Template(name, Collections.unmodifiableMap(resources), body, written);
        template.section("Resources").entries().forEach((id, resource) -> {
            if (resource instanceof Tree.Mapping mapping) {
                resources.put(id, new Resource(template, id, mapping));
            }
        });
        return template;
    }

    /** The template after a change to what was written. */
    public Template patched(JsonPatch patch) {
        return of(name, patch.applyTo(written));
    }

    public Tree.Mapping section(String section) {
        return body.entry(section).map(Tree::asMapping).orElseGet(Tree::empty);
    }

    public boolean isTranslated() {
        return body.entry(TRANSLATED).isPresent();
    }

    /** Whether it describes what is deployed already, so that ids and ARNs are known. */
    public boolean isDeployed() {
        return account().isPresent();
    }

    /** The account that its resources are deployed to, if they are. */
    public Optional<String> account() {
        return section(TRANSLATED).entry(ACCOUNT).flatMap(Tree::asText);
    }

    /** The ARN of a resource that is deployed. */
    public Optional<String> arn(String id) {
        return section(TRANSLATED).entry(ARNS).flatMap(arns -> arns.asMapping().entry(id)).flatMap(Tree::asText);
    }

    public List<String> assumptions() {
        return section(TRANSLATED).entry(ASSUMPTIONS).map(Tree::asItems).orElse(List.of()).stream()
                .flatMap(item -> item.asText().stream()).toList();
    }

    public Optional<Tree> parameter(String id) {
        return section("Parameters").entry(id);
    }

    /** What makes the deployed template differ from this one in a way that the check doesn't know. */
    public List<String> rewrites() {
        List<String> rewrites = new ArrayList<>();
        section(TRANSLATED).entry(INCOMPLETE).flatMap(Tree::asText).ifPresent(rewrites::add);
        for (Tree transform : body.entry("Transform").map(Tree::asItems).orElse(List.of())) {
            String macro = transform.asText().orElseGet(() -> transform.asMapping().entry("Name").flatMap(Tree::asText)
                    .orElse("Fn::Transform"));
            if (!KNOWN_TRANSFORMS.contains(macro)) {
                rewrites.add("the transform `" + macro + "`");
            }
        }
        section("Resources").entries().forEach((id, resource) -> {
            boolean unclear = resource instanceof Tree.Unclear
                    || resource.asMapping().entries().values().stream().anyMatch(Tree.Unclear.class::isInstance);
            boolean generated = resource.asMapping().entry("Properties").filter(Template::isFunction).isPresent();
            if (unclear || generated) {
                rewrites.add("resource `" + id
                        + (unclear
                                ? "`, which is given twice or has an entry that is given twice"
                                : "`, whose properties are a function"));
            }
        });
        section("Resources").entries().keySet().stream().filter(id -> id.startsWith("Fn::"))
                .forEach(id -> rewrites.add("`" + id + "` among the resources"));
        return rewrites;
    }

    private static boolean isFunction(Tree tree) {
        return tree.asMapping().entries().keySet().stream().anyMatch(key -> key.startsWith("Fn::"));
    }

    // These change nothing that a mapping depends on.
    private static final List<String> KNOWN_TRANSFORMS = List.of("AWS::Serverless-2016-10-31",
            "AWS::LanguageExtensions", "AWS::SecretsManager-2020-07-23", "AWS::SecretsManager-2024-09-16",
            "AWS::CodeDeployBlueGreen", "AWS::ServiceCatalog");

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return name;
    }
}
