package io.github.rabbitlambda.doctor.model;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.rabbitlambda.reachability.template.JsonReader;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.verdict.Fix;

/**
 * The fixes of a live template as commands of the AWS CLI, for a POSIX shell. What one change makes and a later one refers to
 * is in a variable of the shell.
 * <ol>
 * <li>Fixes are rendered in the order of the report, each on the result of those before it, so that a document which two of
 * them change is put as both want it.
 * <li>A document that exists is only added to: a fix that replaces one has no command, because others may depend on it.
 * <li>A change that no single command makes, such as another subnet of a broker, leaves its fix without commands.
 * </ol>
 */
final class FixCommands {
    private final String region;
    private final Map<Fix, List<String>> commands = new HashMap<>();
    private Tree.Mapping template;

    FixCommands(Tree.Mapping template, String region) {
        this.template = template;
        this.region = region;
    }

    /** The commands; empty if one of the changes has none. */
    List<String> of(Fix fix) {
        return commands.computeIfAbsent(fix, this::rendered);
    }

    private List<String> rendered(Fix fix) {
        Tree.Mapping before = template;
        Map<String, String> made = new LinkedHashMap<>();
        Map<String, String> variables = new LinkedHashMap<>();
        for (Fix.Change change : fix.changes()) {
            Optional<CommandLine> command = command(change, variables);
            if (command.isEmpty()) {
                template = before;
                return List.of();
            }
            made.put(target(change), command.get().text());
        }
        return List.copyOf(made.values());
    }

    private Optional<CommandLine> command(Fix.Change change, Map<String, String> variables) {
        Tree.Mapping former = template;
        try {
            template = change.patch().applyTo(former).asMapping();
        } catch (IllegalArgumentException leadsNowhere) {
            return Optional.empty();
        }
        List<String> steps = steps(change);
        return steps.size() == 2
                ? new AddedResource(new References(template, region, variables)).command(steps.get(1),
                        JsonReader.read(change.json()).asMapping())
                : new ChangedProperty(new References(template, region, variables), former, steps, change).command();
    }

    /** What a command puts as a whole: the last one of a fix has all of its changes. Additions have a command each. */
    private static String target(Fix.Change change) {
        List<String> steps = steps(change);
        return steps.size() < 4 || steps.get(3).equals("Policies")
                ? change.toString()
                : String.join("/", steps.subList(0, 4));
    }

    private static List<String> steps(Fix.Change change) {
        return List.of(change.pointer().substring(1).split("/")).stream()
                .map(step -> step.replace("~1", "/").replace("~0", "~")).toList();
    }
}
