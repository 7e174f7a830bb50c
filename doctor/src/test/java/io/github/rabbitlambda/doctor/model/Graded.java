package io.github.rabbitlambda.doctor.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.github.rabbitlambda.doctor.snapshot.Snapshot;
import io.github.rabbitlambda.reachability.Reachability;
import io.github.rabbitlambda.reachability.verdict.Finding;
import io.github.rabbitlambda.reachability.verdict.Verdict;

/** A graded template of reachability, with values for its parameters. */
record Graded(String file, Map<String, String> parameters) {
    private static final Path CASES = Path.of("../reachability/src/test/resources/cases");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** All of them; one with a parameter once for each value that its conditions tell apart. */
    static List<Graded> all() {
        List<Graded> all = new ArrayList<>();
        for (JsonNode entry : read("expected.json")) {
            String file = entry.path("file").asText();
            if (read(file).path("Parameters").has("P")) {
                List.of("x", "y").forEach(value -> all.add(new Graded(file, Map.of("P", value))));
            } else {
                all.add(new Graded(file, Map.of()));
            }
        }
        return all;
    }

    private static JsonNode read(String file) {
        try {
            return JSON.readTree(Files.readString(CASES.resolve(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    JsonNode template() {
        return read(file);
    }

    Snapshot deployed() {
        return DeployedTemplate.snapshot(template(), parameters);
    }

    Verdict ofTemplate() {
        return ofTemplate(template(), parameters);
    }

    static Verdict ofTemplate(JsonNode template, Map<String, String> parameters) {
        Reachability check = Reachability.ofTexts(Map.of("template.json", template.toString()));
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            check = check.withParameter(parameter.getKey(), parameter.getValue());
        }
        return check.verdicts().getFirst();
    }

    /** The rules by which a verdict is what it is. */
    static TreeSet<String> rules(Verdict verdict) {
        TreeSet<String> rules = new TreeSet<>();
        for (Finding.Level level : List.of(Finding.Level.FAILS, Finding.Level.UNKNOWN)) {
            verdict.findings(level).forEach(finding -> rules.add(finding.rule()));
        }
        return rules;
    }

    @Override
    public String toString() {
        return file + (parameters.isEmpty() ? "" : " " + parameters);
    }
}
