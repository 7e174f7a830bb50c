package io.github.rabbitlambda.acceptance.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Terraform's example. Its plan is a file of these tests, written by hand, because Terraform can make none without the AWS
 * provider; so it is compared with the configuration.
 */
class TerraformExampleTest {
    private static final Pattern BLOCK = Pattern
            .compile("(?ms)^(?:resource|(data)) \"(\\w+)\" \"(\\w+)\" \\{\\n(.*?)^}");
    private static final Pattern REFERENCE = Pattern.compile("(?:data\\.)?aws_\\w+\\.\\w+|var\\.\\w+");

    @TempDir
    Path repository;

    private static String plan() throws IOException {
        try (InputStream plan = TerraformExampleTest.class.getResourceAsStream("plan.json")) {
            return new String(plan.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theCheckSeesThatThePlanConnectsAndWhatItDoesNotTell() throws Exception {
        Example example = Example.of("terraform", repository);
        example.project().with("plan.json", plan());
        assertThat(example.commands()).hasSize(1);
        assertThat(example.run(0)).startsWith("CONNECTS_IF aws_lambda_event_source_mapping.orders")
                .containsOnlyOnce("assumed:")
                .contains("`statement.resources` of `data.aws_iam_policy_document.listener`")
                .doesNotContain("warning:");
    }

    @Test
    void thePlanHasTheResourcesAndReferencesOfTheConfiguration() throws IOException {
        String configuration = Files.readString(Example.FOLDER.resolve("terraform/broker.tf"))
                + Files.readString(Example.FOLDER.resolve("terraform/main.tf"));
        assertThat(planned(new JsonMapper().readTree(plan()))).isEqualTo(written(configuration));
    }

    private static Map<String, Set<String>> written(String configuration) {
        Map<String, Set<String>> resources = new TreeMap<>();
        Matcher block = BLOCK.matcher(configuration);
        while (block.find()) {
            String data = block.group(1) == null ? "" : "data.";
            resources.put(data + block.group(2) + "." + block.group(3), references(block.group(4)));
        }
        return resources;
    }

    private static Map<String, Set<String>> planned(JsonNode plan) {
        Map<String, Set<String>> resources = new TreeMap<>();
        plan.at("/configuration/root_module/resources").forEach(resource -> resources.put(
                resource.get("address").textValue(),
                references(resource.get("expressions") + " " + resource.path("depends_on"))));
        return resources;
    }

    private static Set<String> references(String text) {
        return REFERENCE.matcher(text).results().map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
