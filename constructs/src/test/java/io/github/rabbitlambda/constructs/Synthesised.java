package io.github.rabbitlambda.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rabbitlambda.reachability.Reachability;
import io.github.rabbitlambda.reachability.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;

/** The template of one stack, and what synthesis has to say of it. */
record Synthesised(Path file, JsonNode json, String metadata) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Synthesised of(Function<App, Stack> stack) {
        TestJars.library();
        try {
            App app = new App(AppProps.builder().outdir(Files.createTempDirectory(Path.of("target"), "cdk").toString())
                    .build());
            String name = stack.apply(app).getStackName();
            Path assembly = Path.of(app.synth().getDirectory());
            Path file = assembly.resolve(name + ".template.json");
            return new Synthesised(file, JSON.readTree(file.toFile()),
                    Files.readString(assembly.resolve(name + ".metadata.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, JsonNode> ofType(String type) {
        Map<String, JsonNode> found = new TreeMap<>();
        json.get("Resources").properties().stream()
                .filter(resource -> resource.getValue().get("Type").asText().equals(type))
                .forEach(resource -> found.put(resource.getKey(), resource.getValue()));
        return found;
    }

    /** The number of resources of each type whose name begins so. */
    Map<String, Long> count(String prefix) {
        return StreamSupport.stream(json.get("Resources").spliterator(), false)
                .map(resource -> resource.get("Type").asText()).filter(type -> type.startsWith(prefix))
                .collect(Collectors.groupingBy(type -> type, TreeMap::new, Collectors.counting()));
    }

    JsonNode only(String type) {
        assertThat(ofType(type)).as(type).hasSize(1);
        return ofType(type).values().iterator().next().get("Properties");
    }

    String id(String type) {
        assertThat(ofType(type)).as(type).hasSize(1);
        return ofType(type).keySet().iterator().next();
    }

    /** What CloudFormation creates before the resource and deletes after it. */
    Set<String> createdBefore(String id) {
        Set<String> before = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(id));
        while (!open.isEmpty()) {
            mentioned(json.get("Resources").get(open.pop())).stream().filter(before::add).forEach(open::push);
        }
        return before;
    }

    /** Every text that is a logical id: in Ref, Fn::GetAtt and DependsOn. */
    private Set<String> mentioned(JsonNode node) {
        Set<String> ids = new TreeSet<>();
        if (node.isTextual() && json.get("Resources").has(node.asText())) {
            ids.add(node.asText());
        }
        node.forEach(child -> ids.addAll(mentioned(child)));
        return ids;
    }

    /** All statements of identity policies, as text. */
    String policies() {
        return ofType("AWS::IAM::Policy").toString() + ofType("AWS::IAM::Role");
    }

    List<Verdict> verdicts() {
        return Reachability.of(file).verdicts();
    }
}
