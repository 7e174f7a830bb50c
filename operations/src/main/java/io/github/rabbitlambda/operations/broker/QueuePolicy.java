package io.github.rabbitlambda.operations.broker;

import com.rabbitmq.http.client.domain.PolicyInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** A policy of the listener's queues and no others: what can change without another queue. */
record QueuePolicy(String name, List<String> queues, Map<String, Object> definition) {
    private static final String QUORUM_QUEUES = "quorum_queues";
    private static final Set<String> REACH_QUORUM_QUEUES = Set.of("all", "queues", QUORUM_QUEUES);

    QueuePolicy {
        queues = List.copyOf(queues);
        definition = new TreeMap<>(definition);
    }

    PolicyInfo withPriority(int priority) {
        PolicyInfo policy = new PolicyInfo(pattern(), priority, QUORUM_QUEUES, definition);
        policy.setName(name);
        return policy;
    }

    /** RabbitMQ's patterns are those of PCRE: a character of a name that means something there needs a backslash. */
    String pattern() {
        return queues.stream().map(queue -> queue.replaceAll("[^a-zA-Z0-9_ \\u0080-\\uffff-]", "\\\\$0"))
                .collect(Collectors.joining("|", "^(", ")$"));
    }

    /** The queues that the other policy applies to as well. */
    List<String> sharedWith(PolicyInfo other) {
        return other.getName().equals(name) || !REACH_QUORUM_QUEUES.contains(other.getApplyTo())
                ? List.of()
                : matched(other.getPattern());
    }

    private List<String> matched(String pattern) {
        try {
            Pattern compiled = Pattern.compile(pattern);
            return queues.stream().filter(queue -> compiled.matcher(queue).find()).toList();
        } catch (PatternSyntaxException onlyPcreReadsIt) {
            return List.of();
        }
    }

    /** The settings that the other policy lacks or has otherwise, as text. */
    List<String> missingIn(PolicyInfo other) {
        return definition.entrySet().stream()
                .filter(entry -> !String.valueOf(entry.getValue())
                        .equals(String.valueOf(other.getDefinition().get(entry.getKey()))))
                .map(entry -> entry.getKey() + " " + entry.getValue()).toList();
    }
}
