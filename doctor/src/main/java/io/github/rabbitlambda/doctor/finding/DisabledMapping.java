package io.github.rabbitlambda.doctor.finding;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.rabbitlambda.doctor.finding.Check.Basis;

/** Whether the mapping is stopped, and by whom. */
final class DisabledMapping implements MappingCheck {
    /** The reason of a state that somebody asked for. */
    static final String BY_REQUEST = "USER_INITIATED";
    /** What Lambda writes instead for mappings on streams. */
    private static final String BY_ACTION = "User action";
    static final Check BY_USER = new Check("D01", Basis.STATE,
            "The mapping is Disabled because somebody asked for it: a user, a script or CloudFormation.",
            "https://docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html");
    static final Check BY_OTHER = new Check("D06", Basis.STATE,
            "The mapping is Disabled for a reason that is none of Lambda's documented codes.",
            Check.ASSUMPTION + "Lambda documents four codes, and that a mapping can be disabled by it");
    private static final Duration AROUND = Duration.ofMinutes(15);

    @Override
    public List<Check> checks() {
        List<Check> checks = new ArrayList<>(List.of(BY_USER));
        Stream.of(StopCode.values()).map(StopCode::check).forEach(checks::add);
        checks.add(BY_OTHER);
        return checks;
    }

    @Override
    public List<Finding> findings(LiveMapping mapping) {
        Optional<StopCode> code = StopCode.in(mapping.reason());
        if (code.isPresent()) {
            return List.of(code.get().check().cause(fact(mapping), code.get().cure(), mapping.showCommand(),
                    mapping.enableCommand()));
        }
        if (!mapping.state().equals(MappingState.DISABLED.text())) {
            return List.of();
        }
        boolean asked = mapping.reason().contains(BY_REQUEST) || mapping.reason().contains(BY_ACTION);
        return List.of(asked ? byUser(mapping) : byOther(mapping));
    }

    private static Finding byUser(LiveMapping mapping) {
        return BY_USER.cause(fact(mapping),
                "Find out why it was disabled (the second command lists who changed mappings at that time), then enable it.",
                mapping.enableCommand(), whoCommand(mapping));
    }

    private static Finding byOther(LiveMapping mapping) {
        return BY_OTHER.cause(fact(mapping),
                "Remove what the reason names, then enable the mapping and look at it again.",
                mapping.enableCommand(), mapping.showCommand());
    }

    private static String fact(LiveMapping mapping) {
        return mapping.name() + " is " + mapping.state()
                + mapping.modified().map(time -> " since " + Timestamp.show(time)).orElse("")
                + (mapping.reason().isEmpty()
                        ? "; Lambda gives no reason."
                        : "; StateTransitionReason is " + mapping.reason() + ".");
    }

    // CloudTrail's names of Lambda's events may end with a date, so the query looks for a part of the name
    private static String whoCommand(LiveMapping mapping) {
        List<String> words = new ArrayList<>(List.of("cloudtrail", "lookup-events", "--lookup-attributes",
                "AttributeKey=EventSource,AttributeValue=lambda.amazonaws.com"));
        mapping.modified().ifPresent(time -> words.addAll(List.of("--start-time", around(time, AROUND.negated()),
                "--end-time", around(time, AROUND))));
        words.addAll(
                List.of("--query", "Events[?contains(EventName, 'EventSourceMapping') && contains(CloudTrailEvent, '"
                        + mapping.uuid() + "')].[EventTime, Username, EventName]"));
        return mapping.command(words.toArray(String[]::new));
    }

    private static String around(Instant time, Duration difference) {
        return Timestamp.show(time.plus(difference));
    }
}
