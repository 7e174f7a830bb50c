package io.github.rabbitlambda.doctor.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.github.rabbitlambda.doctor.finding.Check.Basis;

/** What the mapping's pollers say of their last try. */
final class ProcessingResult implements MappingCheck {
    /** The result of a mapping that has read nothing yet. */
    static final String NOTHING_READ = "No records processed";
    static final String OK = "OK";
    private static final Set<String> FAVOURABLE = Set.of("", OK, NOTHING_READ);
    static final Check OTHER = new Check("D29", Basis.SIGN,
            "LastProcessingResult is neither OK nor `No records processed` nor a text that this release knows: told as it is.",
            Check.ASSUMPTION + "Lambda documents no list of texts for Amazon MQ");

    @Override
    public List<Check> checks() {
        List<Check> checks = new ArrayList<>(Stream.of(PollerProblem.values()).map(PollerProblem::check).toList());
        checks.add(OTHER);
        return checks;
    }

    @Override
    public List<Finding> findings(LiveMapping mapping) {
        String fact = "LastProcessingResult of mapping " + mapping.uuid() + " is: " + mapping.result();
        Optional<PollerProblem> problem = PollerProblem.in(mapping.result());
        if (problem.isPresent()) {
            return List.of(problem.get().check().cause(fact, "Likely " + problem.get().means() + ". Look at: "
                    + problem.get().lookAt() + ".", mapping.showCommand()));
        }
        return FAVOURABLE.contains(mapping.result())
                ? List.of()
                : List.of(OTHER.cause(fact, "Follow what the text says, then look at the result again.",
                        mapping.showCommand()));
    }
}
