package io.github.rabbitlambda.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/** What became of the messages of a drill, and what each poison message cost. */
final class DrillResult {
    private static final String ID = "/record/basicProperties/messageId";

    /** Kinds that no handler can report. */
    private static final Set<Poison> ENDING = EnumSet.of(Poison.EXIT, Poison.HALT, Poison.KILL, Poison.STOP);

    private final String name;
    private final History history;
    private final BatchOrder order;
    private final List<String> attempts;
    private final List<JsonNode> parked;

    /**
     * @param attempts
     *            a line for each attempt at a message that is not simply good: kind, id, invocation
     * @param parked
     *            the parked texts
     */
    DrillResult(String name, List<History.Sent> sent, BatchOrder order, List<String> attempts,
            List<JsonNode> parked, List<String> deadLettered) {
        this.name = name;
        this.history = new History(sent, order.processed(), parked.stream().map(text -> text.at(ID).asText()).toList(),
                deadLettered);
        this.order = order;
        this.attempts = attempts;
        this.parked = parked;
    }

    void print() {
        System.out.printf("poison drill, %s: %d sent, %d not confirmed (%d of them seen); %d lost, %d invented, "
                + "%d overtaken in a batch, %d by another batch, %d repetitions; %d processed, %d parked, %d dead-lettered%n",
                name,
                history.sent().size(), history.sent().stream().filter(message -> !message.confirmed()).count(),
                history.recovered().size(), history.lost().size(), history.invented().size(),
                overtaken().size(), history.reordered().size(), history.repetitions(),
                new HashSet<>(history.processed()).size(),
                new HashSet<>(history.parked()).size(), history.deadLettered().size());
        System.out.printf("poison drill, %s: invocations for a poison message: %s%n", name, invocations());
        System.out.printf("poison drill, %s: parked because of: %s%n", name, reasons());
        parked.stream().filter(text -> isGood(text.at(ID).asText()))
                .forEach(text -> System.out.printf("poison drill, %s: good, and parked: %s of %s%n", name,
                        text.path("error"), text.at(ID).asText()));
    }

    /** For each kind: how many invocations tried to handle one, on average and at most. */
    private String invocations() {
        Map<Poison, Map<String, Set<String>>> byKind = new EnumMap<>(Poison.class);
        for (String attempt : attempts) {
            String[] words = attempt.split(" ");
            byKind.computeIfAbsent(Poison.valueOf(words[0]), kind -> new HashMap<>())
                    .computeIfAbsent(words[1], id -> new HashSet<>()).add(words[2]);
        }
        return byKind.entrySet().stream()
                .map(kind -> "%s %.1f (at most %d)".formatted(kind.getKey(),
                        kind.getValue().values().stream().mapToInt(Set::size).average().orElse(0),
                        kind.getValue().values().stream().mapToInt(Set::size).max().orElse(0)))
                .collect(Collectors.joining(", "));
    }

    /** For each kind: the classes of the errors that its messages were parked with. */
    private String reasons() {
        Map<Poison, Set<String>> reasons = new EnumMap<>(Poison.class);
        parked.forEach(text -> reasons.computeIfAbsent(kind(text), kind -> new TreeSet<>()).add(reason(text)));
        return reasons.toString();
    }

    private static Poison kind(JsonNode parked) {
        return Poison.mixed(parked.at(ID).asInt());
    }

    private static String reason(JsonNode parked) {
        return parked.at("/error/class").asText().replaceFirst(".*[.]", "");
    }

    void assertNothingIsMissing() {
        assertThat(history.lost()).as("%s: lost", name).isEmpty();
        assertThat(history.invented()).as("%s: invented", name).isEmpty();
        assertThat(overtaken()).as("%s: overtaken in a batch", name).isEmpty();
        assertThat(history.deadLettered()).as("%s: dead-lettered", name).isEmpty();
        assertThat(history.parked().stream().filter(DrillResult::isGood)).as("%s: good, and parked", name).isEmpty();
        assertThat(new HashSet<>(history.processed())).as("%s: processed", name)
                .containsAll(confirmed(DrillResult::isGood));
        assertThat(new HashSet<>(history.parked())).as("%s: parked", name)
                .containsAll(confirmed(id -> !isGood(id)));
        for (JsonNode text : parked) {
            assertThat(text.path("undecodable").asBoolean()).isEqualTo(kind(text) == Poison.BROKEN);
            if (ENDING.contains(kind(text))) {
                assertThat(reason(text)).as("%s: %s", name, kind(text)).isEqualTo("ProcessEnded");
            }
        }
    }

    private Set<String> overtaken() {
        return order.overtaken(
                history.sent().stream().collect(Collectors.toMap(History.Sent::id, History.Sent::key)));
    }

    private List<String> confirmed(Predicate<String> filter) {
        return history.sent().stream().filter(History.Sent::confirmed).map(History.Sent::id).filter(filter).toList();
    }

    private static boolean isGood(String id) {
        return Poison.mixed(Integer.parseInt(id)).isGood();
    }
}
