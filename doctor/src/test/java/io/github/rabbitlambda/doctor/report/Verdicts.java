package io.github.rabbitlambda.doctor.report;

import java.util.List;
import java.util.stream.Stream;

import io.github.rabbitlambda.doctor.Healthy;
import io.github.rabbitlambda.reachability.network.Hop;
import io.github.rabbitlambda.reachability.network.Path;
import io.github.rabbitlambda.reachability.verdict.Finding;
import io.github.rabbitlambda.reachability.verdict.Finding.Level;
import io.github.rabbitlambda.reachability.verdict.Fix;
import io.github.rabbitlambda.reachability.verdict.Verdict;
import io.github.rabbitlambda.reachability.verdict.Verdict.Kind;

/** Verdicts about the mapping of the healthy account, as reachability could give them. */
final class Verdicts {
    private Verdicts() {}

    static Verdict connects() {
        return verdict(Kind.CONNECTS);
    }

    static Verdict fails() {
        return verdict(Kind.FAILS, new Finding("R11", Level.FAILS, "Mapping `" + Healthy.MAPPING
                + "` cannot assume its role.",
                List.of(new Fix("account", "Add an interface endpoint for sts", List.of())),
                List.of()));
    }

    static Verdict unknown() {
        return verdict(Kind.UNKNOWN, finding(Level.UNKNOWN));
    }

    /** With one finding of each level, whose sentence is its name. */
    static Verdict ofEachLevel() {
        return verdict(Kind.FAILS, Stream.of(Level.values()).map(Verdicts::finding).toArray(Finding[]::new));
    }

    private static Finding finding(Level level) {
        return new Finding("R1", level, level.name(), List.of(), List.of());
    }

    private static Verdict verdict(Kind kind, Finding... findings) {
        return new Verdict(kind, "account", Healthy.MAPPING, false, List.of(findings),
                List.of(new Path("STS", List.of(new Hop(Hop.Kind.INTERFACE, "subnet-0c1d2e3f4a5b60718", "10.0.0.0/24"),
                        new Hop(Hop.Kind.SERVICE, "sts", "")))));
    }
}
