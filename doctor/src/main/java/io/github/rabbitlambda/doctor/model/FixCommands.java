package io.github.rabbitlambda.doctor.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.template.JsonReader;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.verdict.Fix;

/**
 * A fix of a live template as commands of the AWS CLI, for a POSIX shell. What one change makes and a later one refers to is
 * in a variable of the shell. A change that no single command makes, such as another subnet of a broker, has none.
 */
final class FixCommands {
    private FixCommands() {}

    /** The commands; empty if one of the changes has none. */
    static List<String> of(Fix fix, Tree.Mapping template, String region) {
        References references = new References(template, region, new LinkedHashMap<>());
        List<String> commands = new ArrayList<>();
        for (Fix.Change change : fix.changes()) {
            Optional<CommandLine> command = command(change, references);
            if (command.isEmpty()) {
                return List.of();
            }
            commands.add(command.get().text());
        }
        return List.copyOf(commands);
    }

    private static Optional<CommandLine> command(Fix.Change change, References references) {
        List<String> steps = List.of(change.pointer().substring(1).split("/")).stream()
                .map(step -> step.replace("~1", "/").replace("~0", "~")).toList();
        return steps.size() == 2
                ? new AddedResource(references).command(steps.get(1), JsonReader.read(change.json()).asMapping())
                : new ChangedProperty(references, steps, change).command();
    }
}
