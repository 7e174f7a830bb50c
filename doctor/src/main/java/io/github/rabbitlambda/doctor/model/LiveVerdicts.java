package io.github.rabbitlambda.doctor.model;

import java.util.List;

import io.github.rabbitlambda.doctor.snapshot.Snapshot;
import io.github.rabbitlambda.reachability.Reachability;
import io.github.rabbitlambda.reachability.verdict.Fix;
import io.github.rabbitlambda.reachability.verdict.Verdict;

/** What reachability says of the mappings in a snapshot. */
public final class LiveVerdicts {
    private LiveVerdicts() {}

    /** One verdict for each mapping of the subject, by its UUID, or for its broker if no mapping reads it. */
    public static List<Verdict> of(Snapshot snapshot) {
        return Reachability.ofDeployed("the account", LiveTemplate.of(snapshot)).verdicts();
    }

    /** The commands of the AWS CLI that make the changes of a fix. */
    public static List<String> commands(Fix fix, Snapshot snapshot) {
        return List.of();
    }
}
