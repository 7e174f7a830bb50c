package io.github.rabbitlambda.reachability.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.OpenChoices.Met;

/** Fn::ImportValue, among the templates that are checked together. */
final class Imports {
    private static final String STACK = "${AWS::StackName}";

    private record Export(Template template, Value name, Tree value) {}

    private final List<Template> templates;
    private final Expressions expressions;
    private final Set<String> assumptions = new LinkedHashSet<>();
    private final OpenChoices choices;
    private final Map<String, Met<Value>> known = new LinkedHashMap<>();

    Imports(List<Template> templates, Expressions expressions, OpenChoices choices) {
        this.templates = templates;
        this.expressions = expressions;
        this.choices = choices;
    }

    /** Which imports were matched with exports whose name depends on the name of a stack. */
    Set<String> assumptions() {
        return assumptions;
    }

    Value value(Value name) {
        Met<Value> met = known.get(name.key());
        if (met == null) {
            met = choices.during(() -> find(name));
            known.put(name.key(), met);
        }
        choices.add(met.choices());
        return met.result();
    }

    private Value find(Value name) {
        List<Export> exports = exports();
        List<Export> exact = exports.stream().filter(export -> export.name().key().equals(name.key())).toList();
        if (exact.size() == 1) {
            return expressions.followed(exact.getFirst().template(), exact.getFirst().value());
        }
        List<Export> likely = exports.stream().filter(export -> isLikely(export, name)).toList();
        if (exact.isEmpty() && likely.size() == 1) {
            Export export = likely.getFirst();
            assumptions.add("The import `" + name.show() + "` is the export `" + export.name().show() + "` of "
                    + export.template().name() + ".");
            return expressions.followed(export.template(), export.value());
        }
        return new Value.Opaque("${import " + name.show() + "}", UnknownReason.of("the import `" + name.show() + "`",
                "check the template that exports it together with this one"));
    }

    // The name of the exporting stack isn't in its template, so it may be any text.
    private static boolean isLikely(Export export, Value name) {
        String shown = export.name().show();
        String pattern = String.join(".+",
                List.of(shown.split(Pattern.quote(STACK), -1)).stream().map(Pattern::quote).toList());
        return shown.contains(STACK) && !shown.equals(STACK) && name.show().matches(pattern);
    }

    private List<Export> exports() {
        List<Export> exports = new ArrayList<>();
        for (Template template : templates) {
            for (Tree output : template.section("Outputs").entries().values()) {
                Optional<Tree> name = output.asMapping().entry("Export")
                        .flatMap(tree -> tree.asMapping().entry("Name"));
                Optional<Tree> value = output.asMapping().entry("Value");
                if (name.isPresent() && value.isPresent()) {
                    exports.add(new Export(template, expressions.value(template, name.get()), value.get()));
                }
            }
        }
        return exports;
    }
}
