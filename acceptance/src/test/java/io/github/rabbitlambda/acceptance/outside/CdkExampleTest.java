package io.github.rabbitlambda.acceptance.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.github.rabbitlambda.acceptance.NeedsNpmPackage;

/** The CDK app, synthesised by the CDK's own command. */
@Timeout(600)
@NeedsNpmPackage("aws-cdk")
class CdkExampleTest {
    private static final Path NODE = Path.of("..", "node_modules");

    @TempDir
    Path repository;

    @Test
    void synthesisesTheAppAndSaysWhatTheCheckCannotSee() throws Exception {
        Example.of("java-maven", repository);
        Example app = Example.in(repository, "cdk");
        Path modules = Files.createSymbolicLink(app.project().file("node_modules"), NODE.toRealPath());
        assertThat(app.commands()).hasSize(3);
        app.run(0);
        app.run(1);
        app.assertTestsRan("OrdersStackTest", 2);
        assertThat(app.run(2)).contains("UNKNOWN: ");
        assertMapping(app.project().file("cdk.out/Orders.template.json"));
        Files.delete(modules);
    }

    private static void assertMapping(Path template) throws IOException {
        JsonNode resources = new JsonMapper().readTree(template.toFile()).path("Resources");
        assertThat(resources)
                .filteredOn(resource -> resource.path("Type").asText().equals("AWS::Lambda::EventSourceMapping"))
                .singleElement().extracting(mapping -> mapping.at("/Properties/Queues/0").asText()).isEqualTo("orders");
    }

    @Test
    void usesTheCommandOfThisProject() throws IOException {
        assertThat(version(Example.FOLDER.resolve("cdk/package.json")))
                .isEqualTo(version(Path.of("..", "package.json")));
    }

    private static String version(Path packages) throws IOException {
        return new JsonMapper().readTree(packages.toFile()).at("/devDependencies/aws-cdk").asText();
    }
}
