package io.github.rabbitlambda.reachability;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.template.TemplateFile;
import io.github.rabbitlambda.reachability.template.UnreadableTemplate;
import io.github.rabbitlambda.reachability.terraform.TerraformPlan;
import io.github.rabbitlambda.reachability.verdict.Verdict;

/** Reads what is checked, in whichever form it is: a template, or a plan or state of Terraform. */
final class Input {
    private Input() {}

    static Template read(Path file) {
        return parse(file.toString(), TemplateFile.text(file));
    }

    static Template parse(String name, String text) {
        try {
            return TemplateFile.parse(name, text, TerraformPlan::asTemplate);
        } catch (UnreadableTemplate broken) {
            throw TerraformPlan.whyNot(name, text).orElse(broken);
        }
    }

    /** The verdicts, each in the words of the language that its template was written in. */
    static List<Verdict> inWordsOf(List<Template> templates, List<Verdict> verdicts) {
        Map<String, Template> translated = new HashMap<>();
        templates.stream().filter(template -> template.isTranslated() && !template.isDeployed())
                .forEach(template -> translated.put(template.name(), template));
        return verdicts.stream().map(verdict -> translated.containsKey(verdict.template())
                ? TerraformPlan.inItsWords(translated.get(verdict.template()), verdict)
                : verdict).toList();
    }

    /** The account of what is deployed already. */
    static Optional<String> account(List<Template> templates) {
        return templates.stream().flatMap(template -> template.account().stream()).findFirst();
    }

    /** The Region that plans name, if they are all of one. */
    static Optional<String> region(List<Template> templates) {
        List<String> regions = templates.stream()
                .flatMap(template -> template.section(Template.TRANSLATED).entry(Template.REGION).stream())
                .flatMap(region -> region.asText().stream()).distinct().toList();
        return regions.size() == 1 ? Optional.of(regions.getFirst()) : Optional.empty();
    }
}
