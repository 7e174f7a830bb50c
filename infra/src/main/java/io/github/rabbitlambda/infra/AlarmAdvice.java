package io.github.rabbitlambda.infra;

import io.github.rabbitlambda.infra.options.Options;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm;

/** Ends the description of each alarm with the outputs of the stack that help: who reads it has no repository open. */
final class AlarmAdvice {
    private static final Map<String, String> BY_ALARM = Map.ofEntries(
            Map.entry("ParkedMessages", "Look with PeekCommand, mend the cause, put back with ReplayAllCommand."),
            Map.entry("ParkedLong", "Count with CountCommand, put back with ReplayAllCommand or ReplayByAgeCommand."),
            Map.entry("DeadLetters",
                    "Look with PeekDeadLettersCommand, find in FollowLogCommand what fails whole batches, put back with"
                            + " ReplayDeadLettersCommand."),
            Map.entry("Unroutable", "Deploy again, which binds the shards; ObserveCommand counts the messages."),
            Map.entry("ListenerErrors", "Read the error with FollowLogCommand; StopCommand pauses the mapping."),
            Map.entry("Stalled",
                    "See the mapping's state with %1$s, and why it does not read with DoctorCommand; StartCommand enables it."),
            Map.entry("Unobserved",
                    "Ask for the counts with ObserveCommand, whose answer names the queue or the error."),
            Map.entry("RotationFailed",
                    "Read the error in the log of the function of PublishCommand and mend it; StartCommand enables a mapping that was"
                            + " left disabled. Rotate again as docs/operate.md says under Rotation."),
            Map.entry("BrokerMemory", "Find the long queue with ObserveCommand; do not stop the mapping."),
            Map.entry("BrokerDisk", "Find the long queue with ObserveCommand; do not stop the mapping."));

    private AlarmAdvice() {}

    static void addTo(List<Alarm> alarms, Stack stack, Options options) {
        String source = " These are outputs of the stack; print them with: " + new Commands(stack).outputs();
        for (Alarm alarm : alarms) {
            CfnAlarm resource = (CfnAlarm) Objects.requireNonNull(alarm.getNode().getDefaultChild());
            resource.setAlarmDescription(
                    resource.getAlarmDescription() + " " + advice(alarm, options) + source);
        }
    }

    /** The log of a function that exists is not known, and no output follows it. */
    private static String advice(Alarm alarm, Options options) {
        String mapping = options.queues().queues().size() == 1 ? "MappingCommand" : "MappingCommand1";
        String advice = advice(alarm).formatted(mapping);
        return options.existing().function().isEmpty()
                ? advice
                : advice.replace("FollowLogCommand", "the function's log");
    }

    /** Stalled2 and so on are further alarms of one kind. */
    private static String advice(Alarm alarm) {
        String id = alarm.getNode().getId().replaceFirst("\\d+$", "");
        String advice = BY_ALARM.get(id);
        if (advice == null) {
            throw new IllegalStateException("the alarm %s needs advice that names an output".formatted(id));
        }
        return advice;
    }
}
