package io.github.rabbitlambda.doctor.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What an account answered, and all that the doctor judges. It holds no secret's value and no function's environment.
 * Instances are immutable, as long as nobody changes the nodes in them, and thread-safe.
 *
 * @param subject what the doctor was asked about: a mapping's UUID, a function's name or ARN, or a broker's id, name or ARN
 * @param region such as eu-central-1
 * @param answers in the order of the calls
 */
public record Snapshot(Instant taken, String subject, String region, List<Answer> answers) {
    public Snapshot {
        answers = List.copyOf(answers);
    }

    /** The answer to a call with this input: names and values in turn. */
    public Seen<JsonNode> seen(Call call, String... input) {
        Map<String, String> wanted = inputs(input);
        return of(call).filter(answer -> answer.input().equals(wanted)).map(Answer::seen).findFirst()
                .orElseGet(() -> new Seen.Unread<>(call, Seen.NOT_ASKED, "nothing led to it"));
    }

    /** Everything that all answers to a call list. */
    public List<JsonNode> listed(Call call) {
        return of(call).flatMap(answer -> answer.seen().known().stream())
                .flatMap(output -> output.path(call.list().orElseThrow()).valueStream()).distinct().toList();
    }

    /** One of the things that all answers to a call list, by the value of a member that identifies it. */
    public Seen<JsonNode> listed(Call call, String member, String id) {
        return listed(call).stream().filter(item -> item.path(member).asText().equals(id)).findFirst()
                .<Seen<JsonNode>>map(Seen.Known::new)
                .orElseGet(() -> unread(call).orElseGet(() -> new Seen.Absent<>(call)));
    }

    /** Why not everything that a call lists could be read; empty if it could. */
    public Optional<Seen<JsonNode>> unread(Call call) {
        Optional<Seen<JsonNode>> failed = of(call).map(Answer::seen).filter(seen -> seen.unread().isPresent())
                .findFirst();
        return failed.isPresent() || of(call).findAny().isPresent()
                ? failed
                : Optional.of(new Seen.Unread<>(call, Seen.NOT_ASKED, "nothing led to it"));
    }

    /** All calls that could not be read, each once. */
    public List<Seen.Unread<JsonNode>> unread() {
        return answers.stream().flatMap(answer -> answer.seen().unread().stream()).distinct().toList();
    }

    private Stream<Answer> of(Call call) {
        return answers.stream().filter(answer -> answer.call() == call);
    }

    private static Map<String, String> inputs(String... namesAndValues) {
        Map<String, String> inputs = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            inputs.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return inputs;
    }
}
