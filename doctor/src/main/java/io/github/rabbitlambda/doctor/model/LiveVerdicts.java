package io.github.rabbitlambda.doctor.model;

import java.util.List;
import java.util.function.Function;

import io.github.rabbitlambda.doctor.snapshot.Snapshot;
import io.github.rabbitlambda.reachability.Reachability;
import io.github.rabbitlambda.reachability.template.JsonText;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.verdict.Fix;
import io.github.rabbitlambda.reachability.verdict.Verdict;

/** What reachability says of the mappings in a snapshot. */
public final class LiveVerdicts {
    private LiveVerdicts() {}

    /** One verdict for each mapping of the subject, by its UUID, or for its broker if no mapping reads it. */
    public static List<Verdict> of(Snapshot snapshot) {
        return Reachability.ofDeployed("the account", LiveTemplate.of(snapshot)).verdicts().stream()
                .map(verdict -> AccountSentences.of(verdict, snapshot.region())).toList();
    }

    /** Whether a sentence says of something that it is not known, though no call about it failed. */
    public static boolean isAboutNothing(String sentence) {
        return sentence.contains(AccountSentences.READ_IT);
    }

    /** The live state as a template, for reading: its logical ids are the ids of the account. */
    public static String template(Snapshot snapshot) {
        Tree.Mapping template = LiveTemplate.of(snapshot);
        return JsonText.of(Tree.mapping("Resources", template.entry("Resources").orElseThrow())) + "\n";
    }

    /** Renders fixes as commands of the AWS CLI, in the order in which it is asked for them. */
    public static Function<Fix, List<String>> commands(Snapshot snapshot) {
        return new FixCommands(LiveTemplate.of(snapshot), snapshot.region())::of;
    }
}
