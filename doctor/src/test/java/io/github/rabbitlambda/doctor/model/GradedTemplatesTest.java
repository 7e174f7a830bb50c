package io.github.rabbitlambda.doctor.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.github.rabbitlambda.doctor.model.Evaluation.NotDeployable;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;
import io.github.rabbitlambda.reachability.Reachability;
import io.github.rabbitlambda.reachability.verdict.Finding;
import io.github.rabbitlambda.reachability.verdict.Verdict;

/** A template and its deployment are judged alike: by the same verdict, by the same rules. */
class GradedTemplatesTest {
    private static final Path CASES = Path.of("../reachability/src/test/resources/cases");
    private static final ObjectMapper JSON = new ObjectMapper();

    record Graded(String file, String expected, Map<String, String> parameters) {}

    static List<Graded> graded() throws IOException {
        List<Graded> graded = new ArrayList<>();
        for (JsonNode entry : JSON.readTree(CASES.resolve("expected.json").toFile())) {
            graded.add(new Graded(entry.path("file").asText(), entry.path("expected").asText(), Map.of()));
        }
        return graded;
    }

    @ParameterizedTest
    @MethodSource("graded")
    void deploymentHasTheVerdictOfItsTemplate(Graded graded) throws IOException {
        String text = Files.readString(CASES.resolve(graded.file()));
        Snapshot snapshot;
        try {
            snapshot = DeployedTemplate.snapshot(JSON.readTree(text), graded.parameters());
        } catch (NotDeployable none) {
            abort(none.getMessage());
            return;
        }

        Verdict live = LiveVerdicts.of(snapshot).getFirst();

        Verdict template = Reachability.ofTexts(Map.of("t", text)).verdicts().getFirst();
        assertThat(live.kind()).as(live.words() + "\n" + template.words()).isEqualTo(template.kind());
        assertThat(rules(live)).as(live.words() + "\n" + template.words()).isEqualTo(rules(template));
        System.out.println(live.words());
    }

    private static TreeSet<String> rules(Verdict verdict) {
        TreeSet<String> rules = new TreeSet<>();
        for (Finding.Level level : List.of(Finding.Level.FAILS, Finding.Level.UNKNOWN)) {
            verdict.findings(level).forEach(finding -> rules.add(finding.rule()));
        }
        return rules;
    }
}
