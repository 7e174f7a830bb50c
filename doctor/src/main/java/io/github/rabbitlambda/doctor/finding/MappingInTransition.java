package io.github.rabbitlambda.doctor.finding;

import java.time.Duration;
import java.util.List;

import io.github.rabbitlambda.doctor.finding.Check.Basis;
import io.github.rabbitlambda.doctor.finding.Finding.Level;

/** Whether the mapping is on its way from one state to another. */
final class MappingInTransition implements MappingCheck {
    static final Duration PATIENCE = Duration.ofMinutes(30);
    static final Check TOO_LONG = new Check("D07", Basis.SIGN,
            "The mapping has been Creating, Enabling, Updating, Disabling or Deleting for over 30 minutes.",
            Check.ASSUMPTION + "Lambda documents no limit; others report minutes, where interfaces are made too");
    static final Check IN_PROGRESS = new Check("D08", Basis.STATE,
            "The mapping is Creating, Enabling, Updating, Disabling or Deleting: wait; or in a state that this release doesn't know.",
            "https://docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html");

    @Override
    public List<Check> checks() {
        return List.of(TOO_LONG, IN_PROGRESS);
    }

    @Override
    public List<Finding> findings(LiveMapping mapping) {
        return MappingState.of(mapping.state()).map(state -> findings(mapping, state)).orElseGet(() -> List.of(
                IN_PROGRESS.finding(Level.UNKNOWN, mapping.name() + " has the state '" + mapping.state()
                        + "', which this release doesn't know.", "Look at Lambda's documentation of the state.",
                        mapping.showCommand())));
    }

    private static List<Finding> findings(LiveMapping mapping, MappingState state) {
        if (!state.isPassing()) {
            return List.of();
        }
        return List.of(mapping.age().filter(age -> age.compareTo(PATIENCE) > 0).isPresent()
                ? TOO_LONG.cause(fact(mapping), tooLong(state), mapping.showCommand())
                : IN_PROGRESS.finding(Level.WAIT, fact(mapping), wait(state), mapping.showCommand()));
    }

    private static String fact(LiveMapping mapping) {
        return mapping.name() + " is " + mapping.state() + mapping.modified().map(time -> " since "
                + Timestamp.show(time) + ", " + Timestamp.minutes(mapping.age().orElseThrow())).orElse("") + ".";
    }

    private static String wait(MappingState state) {
        return "Wait, and look again in some minutes; another change is refused meanwhile."
                + (state.leadsAway() ? " Lambda will read nothing afterwards, because somebody asked for that." : "");
    }

    private static String tooLong(MappingState state) {
        return state == MappingState.DELETING
                ? "Make a new mapping if messages are to be read; if this one stays, ask AWS Support with its UUID."
                : "If nothing else here explains it, delete the mapping and make it again, or ask AWS Support with its UUID.";
    }
}
