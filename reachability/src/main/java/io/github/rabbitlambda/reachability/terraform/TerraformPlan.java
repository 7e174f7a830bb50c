package io.github.rabbitlambda.reachability.terraform;

import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.template.UnreadableTemplate;
import io.github.rabbitlambda.reachability.verdict.Verdict;

/** A plan or a state of Terraform, as {@code terraform show -json} prints it. */
public final class TerraformPlan {
    /** The types that may matter and aren't translated. */
    static final String UNMODELLED = "Unmodelled";

    private TerraformPlan() {}

    /** The template that a plan or state becomes; anything else as it is. */
    public static Tree asTemplate(Tree written) {
        Tree.Mapping document = written.asMapping();
        Optional<String> version = document.entry("format_version").flatMap(Tree::asText);
        boolean state = document.entry("values").isPresent();
        if (version.isEmpty() || !state && document.entry("planned_values").isEmpty()
                && document.entry("resource_changes").isEmpty()) {
            return written;
        }
        if (!version.get().matches("[01]\\..*")) {
            throw new UnreadableTemplate("the plan has format_version " + version.get()
                    + ", and only 0 and 1 are known here; take a newer version of this check");
        }
        return translated(document, state);
    }

    private static Tree translated(Tree.Mapping document, boolean state) {
        Plan plan = ComputedDefaults.settled(PlanReader.read(document));
        Translation translation = Translator.translate(plan);
        if (state) {
            translation.mappingsAreLast();
        }
        Properties about = new Properties().with(Template.INCOMPLETE, incomplete(document))
                .with(Template.REGION, Region.of(document, plan))
                .with(UNMODELLED, texts(translation.unmodelled()))
                .with(Template.ASSUMPTIONS, texts(translation.links().assumptions()));
        return Tree.mapping("Resources", translation.resources(), Template.TRANSLATED, about.tree());
    }

    private static List<Tree> texts(Iterable<String> texts) {
        Properties all = new Properties();
        texts.forEach(text -> all.with(text, Tree.text(text)));
        return List.copyOf(all.tree().entries().values());
    }

    private static Tree incomplete(Tree.Mapping document) {
        if (document.entry("errored").filter(Tree.text("true")::equals).isPresent()) {
            return Tree.text("the error that ended the plan");
        }
        return document.entry("complete").filter(Tree.text("false")::equals).isPresent()
                ? Tree.text("what the plan leaves out (it isn't complete: -target, or deferred changes)")
                : new Tree.Nothing();
    }

    /** Why a text is neither a plan nor a template, if it is one of Terraform's other files. */
    public static Optional<UnreadableTemplate> whyNot(String name, String text) {
        return OtherFile.sentence(name, text).map(UnreadableTemplate::new);
    }

    /** A verdict about a translated template, in Terraform's words. */
    public static Verdict inItsWords(Template template, Verdict verdict) {
        return new VerdictWords(template).of(verdict);
    }
}
