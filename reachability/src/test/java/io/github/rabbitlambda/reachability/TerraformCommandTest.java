package io.github.rabbitlambda.reachability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.rabbitlambda.reachability.template.JsonReader;
import io.github.rabbitlambda.reachability.template.JsonText;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.verdict.TextStyle;

/** The command over Terraform's files: what it takes, what it refuses, and what it never prints. */
class TerraformCommandTest {
    private static final String PASSWORD = "correct-horse-battery";

    @TempDir
    private Path directory;

    record Run(int status, String out, String err) {}

    private Run run(String name, byte[] content, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.add(Files.write(directory.resolve(name), content).toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Command.run(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), TextStyle.PLAIN, arguments.toArray(String[]::new));
        return new Run(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Run run(String name, String content, String... options) throws IOException {
        return run(name, content.getBytes(StandardCharsets.UTF_8), options);
    }

    private static String plan(String template) {
        return PlanOfTemplate.plan(Stacks.tree(template));
    }

    @Test
    void namesAddressesAndTellsFixesAsChangesOfTheConfiguration() throws IOException {
        Run run = run("plan.json", plan("M-no-self-ingress.json"), "--explain");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains(
                "FAILS aws_lambda_event_source_mapping.mapping - ", "cannot reach broker `aws_mq_broker.broker`",
                "add aws_vpc_security_group_ingress_rule with security_group_id = aws_security_group.brokersg.id, ip_protocol = \"tcp\","
                        + " from_port = 5671, to_port = 5671, referenced_security_group_id = aws_security_group.brokersg.id")
                .doesNotContain("/Resources/");
    }

    @Test
    void tellsAnAttributeToSet() throws IOException {
        assertThat(run("plan.json", plan("M-private-dns-off.json"), "--explain").out())
                .contains("set private_dns_enabled of aws_vpc_endpoint.stsendpoint to true");
    }

    @Test
    void hasNoPatchInItsJson() throws IOException {
        Run run = run("plan.json", plan("M-private-dns-off.json"), "--json");

        assertThat(JsonReader.read(run.out()).toString()).doesNotContain("/Resources/");
        assertThat(run.out()).contains("\"changes\": []");
    }

    @Test
    void takesAStateWithItsModules() throws IOException {
        String state = PlanOfTemplate.state(Stacks.tree("G2-nat.json")).replace("\"address\": \"aws_",
                "\"address\": \"module.all[\\\"a.b\\\"].aws_");
        Tree.Mapping document = JsonReader.read(state).asMapping();
        Tree resources = document.entry("values").orElseThrow().asMapping().entry("root_module").orElseThrow()
                .asMapping().entry("resources").orElseThrow();
        Run run = run("state.json", JsonText.of(document.with("values", Tree.mapping("root_module", Tree.mapping(
                "child_modules",
                List.of(Tree.mapping("address", "module.all[\"a.b\"]", "resources", resources)))))));

        assertThat(run.out()).startsWith(
                "CONNECTS module.all[\"a.b\"].aws_lambda_event_source_mapping.mapping - this mapping connects");
        assertThat(run.status()).isZero();
    }

    static List<String> forms() {
        return List.of("", "--json", "--explain", "--mermaid");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void printsNoPassword(String form) throws IOException {
        for (String json : List.of(plan("G1-isolated.json"), PlanOfTemplate.state(Stacks.tree("G1-isolated.json")),
                plan("G1-isolated.json").replaceFirst(PASSWORD, "quite-another-password"),
                plan("G1-isolated.json").replace("\\\"password\\\":", "\\\"pass\\\":"),
                plan("G1-isolated.json").replace("\\\"password\\\":\\\"" + PASSWORD + "\\\"",
                        "\\\"password\\\":" + PASSWORD))) {
            Run run = run("plan.json", json, form.isEmpty() ? new String[0] : new String[]{form});

            assertThat(run.out()).contains("aws_lambda_event_source_mapping").doesNotContain(PASSWORD, "quite-another");
            assertThat(run.err()).isEmpty();
        }
    }

    @Test
    void printsNoSensitiveValueOfAnotherAttribute() throws IOException {
        Tree.Mapping plan = Plans.sensitive(Plans.of("G1-isolated.json"), "aws_subnet.brokera", "cidr_block");

        assertThat(run("plan.json", JsonText.of(plan), "--explain").out()).contains("10.20.1.0/24")
                .doesNotContain("10.20.0.0/24");
    }

    @Test
    void judgesNothingInAPlanOfAnotherProvider() throws IOException {
        Run run = run("plan.json",
                "{\"format_version\":\"1.2\",\"planned_values\":{\"root_module\":{}},\"resource_changes\":["
                        + "{\"address\":\"google_pubsub_topic.t\",\"mode\":\"managed\",\"type\":\"google_pubsub_topic\",\"name\":\"t\","
                        + "\"change\":{\"actions\":[\"create\"],\"after\":{\"name\":\"t\"},\"after_unknown\":{\"id\":true}}}]}");

        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("Nothing to judge: ").hasLineCount(1);
    }

    @Test
    void doesNotPassOverAMappingOfTheCloudControlProvider() throws IOException {
        Run run = run("plan.json",
                "{\"format_version\":\"1.2\",\"planned_values\":{\"root_module\":{}},\"resource_changes\":["
                        + "{\"address\":\"awscc_lambda_event_source_mapping.m\",\"mode\":\"managed\",\"type\":\"awscc_lambda_event_source_mapping\","
                        + "\"name\":\"m\",\"change\":{\"actions\":[\"create\"],\"after\":{},\"after_unknown\":{\"event_source_arn\":true}}}]}");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).contains("a resource of the provider awscc, cannot be seen");
    }

    static List<List<String>> refused() {
        String cut = plan("G1-isolated.json");
        return List.of(
                List.of("main.tf", "resource \"aws_vpc\" \"main\" {\n  cidr_block = \"10.0.0.0/16\"\n}\n",
                        "is Terraform's configuration, which has no values yet", "terraform plan -out plan.out"),
                List.of("main.txt", "# network\nmodule \"vpc\" {\n  source = \"./vpc\"\n}\n",
                        "is Terraform's configuration", "terraform plan -out plan.out"),
                List.of("main.tf.json", "{\"resource\":{\"aws_vpc\":{\"main\":{}}}}", "is Terraform's configuration",
                        "terraform plan -out plan.out"),
                List.of("cut.json", cut.substring(0, cut.length() / 2), "is cut off or has no resources",
                        "terraform show -json plan.out > plan.json"),
                List.of("empty.json", "{\"format_version\":\"1.0\"}", "is cut off or has no resources",
                        "terraform show -json plan.out > plan.json"),
                List.of("terraform.tfstate", "{\"version\":4,\"serial\":3,\"lineage\":\"a\",\"resources\":[]}",
                        "is Terraform's state as it is stored", "terraform show -json > state.json"),
                List.of("log.json",
                        "{\"@level\":\"info\",\"type\":\"version\"}\n{\"@level\":\"info\",\"type\":\"plan\"}\n",
                        "is the log of terraform plan -json", "terraform plan -out plan.out"),
                List.of("next.json", "{\"format_version\":\"2.0\",\"planned_values\":{\"root_module\":{}}}",
                        "the plan has format_version 2.0, and only 0 and 1 are known here", "newer version"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesOtherFilesOfTerraformInOneSentence(List<String> file) throws IOException {
        Run run = run(file.get(0), file.get(1));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).hasLineCount(1).contains(file.get(2), file.get(3)).doesNotContain("Exception");
    }

    @Test
    void refusesABinaryPlanInOneSentence() throws IOException {
        Run run = run("plan.out", new byte[]{'P', 'K', 3, 4, 20, 0, (byte) 0xFF});

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1)
                .contains("is a zip archive, as Terraform's binary plans are",
                        "terraform show -json plan.out > plan.json");
    }

    @Test
    void namesTheFormInItsHelp() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Command.run(new PrintStream(out, true, StandardCharsets.UTF_8), System.err, TextStyle.PLAIN, "--help");

        assertThat(out.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " "))
                .contains("terraform show -json plan.out > plan.json");
    }
}
