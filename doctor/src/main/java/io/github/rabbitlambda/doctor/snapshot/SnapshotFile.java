package io.github.rabbitlambda.doctor.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A snapshot as JSON: to send to a colleague, to keep before and after a change, to test with. */
public final class SnapshotFile {
    private static final String FORMAT = "rabbitlambda-snapshot/1";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private SnapshotFile() {}

    public static String text(Snapshot snapshot) {
        ObjectNode file = JSON.createObjectNode().put("Format", FORMAT).put("Taken", snapshot.taken().toString())
                .put("Subject", snapshot.subject()).put("Region", snapshot.region());
        ArrayNode answers = file.putArray("Answers");
        snapshot.answers().forEach(answer -> write(answer, answers.addObject()));
        try {
            return JSON.writeValueAsString(file) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Writes a snapshot over what the file held. */
    public static void write(Snapshot snapshot, Path file) throws IOException {
        Files.writeString(file, text(snapshot));
    }

    /** The snapshot with other ids of accounts: each becomes one of AWS's examples, everywhere the same. */
    public static Snapshot masked(Snapshot snapshot) {
        return new AccountMask().masked(snapshot);
    }

    private static void write(Answer answer, ObjectNode node) {
        node.put("Call", answer.call().action());
        ObjectNode input = node.putObject("Input");
        answer.input().forEach(input::put);
        switch (answer.seen()) {
            case Seen.Known<JsonNode>(JsonNode output) -> node.set("Output", output);
            case Seen.Absent<JsonNode>(Call call) -> node.put("Absent", true);
            case Seen.Unread<JsonNode>(Call call, String code, String message) ->
                node.putObject("Error").put("Code", code).put("Message", message);
        }
    }

    /** @throws IllegalArgumentException if the file can't be read or is no snapshot; the message says why */
    public static Snapshot read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "the snapshot " + file + " can't be read; give a file that --save has written", unreadable);
        }
    }

    static Snapshot parse(String name, String text) {
        try {
            JsonNode file = JSON.readTree(text);
            if (!file.path("Format").asText().equals(FORMAT)) {
                throw new IllegalArgumentException(name + " must be a snapshot of the format " + FORMAT + " (given "
                        + (file.path("Format").isMissingNode() ? "another file" : file.path("Format").asText())
                        + "); give a file that --save has written");
            }
            List<Answer> answers = new ArrayList<>();
            required(name, file, "Answers", JsonNode::isArray).forEach(answer -> answers.add(answer(name, answer)));
            return new Snapshot(Instant.parse(text(name, file, "Taken")), text(name, file, "Subject"),
                    text(name, file, "Region"), answers);
        } catch (JsonProcessingException | DateTimeException broken) {
            throw new IllegalArgumentException(
                    name + " must be a snapshot as JSON (it is cut off or was changed by hand); take it again with --save",
                    broken);
        }
    }

    private static String text(String name, JsonNode node, String member) {
        return required(name, node, member, value -> value.isTextual() && !value.textValue().isEmpty()).textValue();
    }

    private static JsonNode required(String name, JsonNode node, String member, Predicate<JsonNode> condition) {
        JsonNode value = node.path(member);
        if (!condition.test(value)) {
            throw new IllegalArgumentException(
                    name + " must be a snapshot as --save writes it, and its member " + member
                            + " is missing or of another type; take it again");
        }
        return value;
    }

    private static Answer answer(String name, JsonNode node) {
        String action = text(name, node, "Call");
        Call call = Call.ofAction(action).orElseThrow(() -> new IllegalArgumentException(
                name + " must hold calls that this release of the doctor makes (given " + action
                        + "); judge it with the release that saved it, or take it again"));
        Map<String, String> input = new LinkedHashMap<>();
        node.path("Input").properties().forEach(entry -> input.put(entry.getKey(), entry.getValue().asText()));
        JsonNode error = node.path("Error");
        if (node.path("Absent").asBoolean()) {
            return new Answer(call, input, new Seen.Absent<>(call));
        }
        return new Answer(call, input, error.isMissingNode()
                ? new Seen.Known<>(required(name, node, "Output", JsonNode::isObject))
                : new Seen.Unread<>(call, error.path("Code").asText(), error.path("Message").asText()));
    }
}
