package io.github.rabbitlambda.acceptance.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.github.rabbitlambda.acceptance.NeedsNpmPackage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The CDK app of docs/install.md, for a VPC and a broker that exist: synthesised as the page says, and not deployed. */
@NeedsNpmPackage("aws-cdk")
@Timeout(900)
class DeployGuideTest {
    @TempDir
    Path directory;

    @Test
    void synthesisesAMappingOfTheBrokerThatExists() throws Exception {
        GuidePage page = GuidePage.named("install.md");
        OutsideProject project = InstallGuideTest.orders(directory);
        for (String file : List.of("deploy/pom.xml", "deploy/cdk.json",
                "deploy/src/main/java/com/example/OrdersApp.java")) {
            project.with(file, page.file(file));
        }
        project.run("mvn -q package");
        project.run(page.commands("Deploy it, in your VPC, for your broker").getFirst());
        JsonNode mapping = only("AWS::Lambda::EventSourceMapping", project.file("deploy/cdk.out/Orders.template.json"));
        assertThat(mapping.path("EventSourceArn").asText()).startsWith("arn:aws:mq:eu-central-1:111122223333:broker:orders:b-");
        assertThat(mapping.path("Queues").path(0).asText()).isEqualTo("orders");
        assertThat(mapping.path("BatchSize").asInt()).isEqualTo(50);
        assertThat(types(project.file("deploy/cdk.out/Orders.template.json"))).doesNotContain("AWS::AmazonMQ::Broker",
                "AWS::EC2::VPC");
    }

    private static JsonNode only(String type, Path template) throws IOException {
        List<JsonNode> found = resources(template).stream().filter(node -> node.path("Type").asText().equals(type))
                .toList();
        assertThat(found).hasSize(1);
        return found.getFirst().path("Properties");
    }

    private static List<String> types(Path template) throws IOException {
        return resources(template).stream().map(node -> node.path("Type").asText()).toList();
    }

    private static List<JsonNode> resources(Path template) throws IOException {
        JsonNode resources = new JsonMapper().readTree(template.toFile()).path("Resources");
        return StreamSupport.stream(resources.spliterator(), false).toList();
    }
}
