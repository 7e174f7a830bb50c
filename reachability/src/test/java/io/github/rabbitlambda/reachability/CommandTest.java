package io.github.rabbitlambda.reachability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.rabbitlambda.reachability.template.JsonReader;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.verdict.Terminal;
import io.github.rabbitlambda.reachability.verdict.TextStyle;

class CommandTest {
    @TempDir
    private Path directory;

    record Run(int status, String out, String err) {}

    private static Run run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Command.run(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), TextStyle.PLAIN, arguments);
        return new Run(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private String graded(String name) throws IOException {
        return file(name, Stacks.text(name));
    }

    @ParameterizedTest
    @CsvSource({"G1-isolated.json,0,CONNECTS Mapping ", "M-no-sts-endpoint.json,1,FAILS Mapping ",
            "U-customer-managed-policy.json,2,UNKNOWN Mapping "})
    void exitsWithTheVerdict(String name, int status, String start) throws IOException {
        Run run = run(graded(name));

        assertThat(run.status()).isEqualTo(status);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith(start).containsOnlyOnce(start).doesNotContain("\u001B");
        assertThat(run.out().lines().skip(1).filter(line -> !line.equals(Reachability.UNKNOWABLE)))
                .allMatch(line -> line.startsWith("  "));
    }

    @Test
    void printsOnceWhatNoTemplateTells() throws IOException {
        assertThat(run(graded("G1-isolated.json")).out()).containsOnlyOnce("Not knowable from a template");
    }

    @Test
    void exitsZeroWithASentenceWhenThereIsNothingToJudge() throws IOException {
        Run run = run(file("bucket.yaml", "Resources:\n  B:\n    Type: AWS::S3::Bucket\n"));

        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("Nothing to judge: ").hasLineCount(1);
    }

    @Test
    void printsJsonThatCanBeReadBack() throws IOException {
        Tree.Mapping report = JsonReader.read(run("--json", graded("M-no-sts-endpoint.json")).out()).asMapping();

        Tree.Mapping verdict = report.entry("verdicts").orElseThrow().asItems().getFirst().asMapping();
        assertThat(verdict.entry("verdict")).contains(Tree.text("FAILS"));
        assertThat(verdict.toString()).contains("/Resources/BrokerSTSEndpoint");
    }

    @Test
    void drawsMermaid() throws IOException {
        assertThat(run("--mermaid", graded("G2-nat.json")).out()).startsWith("flowchart LR\n")
                .contains("Nat<br/>Nat", "Internet<br/>Igw", "Service<br/>Lambda")
                .doesNotContain("`");
    }

    @Test
    void drawsAPage() throws IOException {
        assertThat(run("--html", graded("M-no-sts-endpoint.json")).out()).startsWith("<!DOCTYPE html>\n")
                .contains("<svg ", "no route").endsWith("</html>\n").doesNotContain("\u001B");
        assertThat(run("--html", file("bucket.yaml", "Resources: {B: {Type: AWS::S3::Bucket}}")).out())
                .contains("<p>Nothing to judge: ").doesNotContain("<svg ");
    }

    @Test
    void colorsOnlyTheReportForPeopleAndOnlyOnATerminal() throws IOException {
        String red = "\u001B[1;31mFAILS\u001B[0m Mapping - ";
        String file = graded("M-no-sts-endpoint.json");

        assertThat(colored(file)).startsWith(red).contains("\u001B[2m [R11]\u001B[0m");
        assertThat(colored("--explain", file)).startsWith(red);
        for (String form : List.of("--json", "--mermaid", "--html")) {
            assertThat(colored(form, file)).doesNotContain("\u001B");
        }
        assertThat(Terminal.style(Map.of("TERM", "xterm"), true)).isEqualTo(TextStyle.COLORED);
        assertThat(Terminal.style(Map.of("TERM", "xterm", "NO_COLOR", ""), true)).isEqualTo(TextStyle.COLORED);
        assertThat(Terminal.style(Map.of("TERM", "xterm", "NO_COLOR", "1"), true)).isEqualTo(TextStyle.PLAIN);
        assertThat(Terminal.style(Map.of("TERM", "dumb"), true)).isEqualTo(TextStyle.PLAIN);
        assertThat(Terminal.style(Map.of(), true)).isEqualTo(TextStyle.PLAIN);
        assertThat(Terminal.style(Map.of("TERM", "xterm"), false)).isEqualTo(TextStyle.PLAIN);
    }

    private static String colored(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Command.run(new PrintStream(out, true, StandardCharsets.UTF_8), System.err, TextStyle.COLORED, arguments);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void refusesOptionsWithoutEffect() throws IOException {
        String root = file("root.yaml", """
                Resources:
                  S: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: child.yaml, Parameters: {Passed: x}}}
                  N: {Type: AWS::S3::Bucket}
                """);
        String child = file("child.yaml", """
                Parameters:
                  Passed: {Type: String}
                  Stored: {Type: 'AWS::SSM::Parameter::Value<String>'}
                  Mode: {Type: String, AllowedValues: [a, b]}
                  Free: {Type: String}
                Resources: {B: {Type: AWS::S3::Bucket}}
                """);

        assertThat(run("--parameter", "Stored=x", root, child).err()).isEqualTo(
                "reachability: parameter Stored takes its value from the Systems Manager Parameter Store at deployment; write the value into the template, or leave out its --parameter\n");
        assertThat(run("--parameter", "Passed=x", root, child).err())
                .isEqualTo("reachability: parameter Passed gets its value from stack `S` of "
                        + root + "; change it there, or leave out its --parameter\n");
        assertThat(run("--parameter", "Mode=c", root, child).err())
                .isEqualTo("reachability: parameter Mode allows a, b (given c)\n");
        assertThat(run("--parameter", "Free=c", "--bind", "child.yaml:Free=root.yaml:N", root, child).err()).isEqualTo(
                "reachability: parameter Free is given by --parameter and by --bind; leave out one of them\n");
        assertThat(run("--bind", "child.yaml:Passed=root.yaml:N", root, child).err())
                .startsWith("reachability: parameter Passed gets its value from stack `S` of ");
        assertThat(run("--bind", "child.yaml:Free=root.yaml:N", "--bind", "child.yaml:Free=root.yaml:S", root, child)
                .err()).contains("parameter Free of ", " has 2 times --bind");
        assertThat(run("--bind", "child.yaml:Free=root.yaml:X", root, child).err())
                .contains("--bind names no resource of ");
        assertThat(run("--parameter", "Mode=a", "--bind", "child.yaml:Free=root.yaml:N", root, child).status())
                .isZero();
    }

    @Test
    void explainsPathsAndFixes() throws IOException {
        assertThat(run("--explain", graded("G1-isolated.json")).out()).contains(
                "path to STS: interfaces in BrokerA (10.20.0.0/24) and BrokerB (10.20.1.0/24) → security group BrokerSg");
        assertThat(run("--explain", graded("M-private-dns-off.json")).out()).contains("fix in ",
                "add /Resources/StsEndpoint/Properties/PrivateDnsEnabled");
    }

    @Test
    void usesParameters() throws IOException {
        String template = file("t.yaml",
                "Parameters: {Open: {Type: String}}\nResources: {B: {Type: AWS::AmazonMQ::Broker, Properties: {EngineType: RabbitMQ,"
                        + " DeploymentMode: SINGLE_INSTANCE, PubliclyAccessible: !Ref Open}}}\n");

        assertThat(run(template).status()).isEqualTo(2);
        assertThat(run("--parameter", "Open=true", template).status()).isZero();
        assertThat(run("--parameter", "Shut=true", template).err())
                .isEqualTo("reachability: no template has a parameter named Shut; leave out its --parameter\n");
    }

    static List<List<String>> badInput() {
        return List.of(List.of("empty.yaml", "", "it is empty"), List.of("blank.json", " \n", "it is empty"),
                List.of("open.json", "{\"Resources\": {", "line 1: "),
                List.of("list.json", "[1]", "its top level is not a mapping"),
                List.of("text.yaml", "hello", "its top level is not a mapping"),
                List.of("none.json", "{\"a\": 1}", "it has no Resources section"),
                List.of("null.yaml", "Resources:\n", "it has no Resources section"),
                List.of("tab.yaml", "Resources:\n\tA: 1\n", "line 2: "),
                List.of("two.yaml", "Resources: {}\n---\nResources: {}\n", "more than one YAML document"),
                List.of("deep.json", "{\"Resources\":".repeat(2000) + "1" + "}".repeat(2000), "it"),
                List.of("deep.yaml", "Resources: " + "[".repeat(2000) + "]".repeat(2000), "nested deeper than 200"),
                List.of("cycle.yaml", "Resources: &a {b: *a}\n", "alias *a names no anchor before it"),
                List.of("bomb.yaml", bomb(), "more than 500000 values once its aliases are followed"));
    }

    private static String bomb() {
        StringBuilder text = new StringBuilder("l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            text.append("l" + i + ": &l" + i + " ["
                    + String.join(", ", Collections.nCopies(10, "*l" + (i - 1))) + "]\n");
        }
        return text + "Resources: {A: *l8}\n";
    }

    @ParameterizedTest
    @MethodSource("badInput")
    void refusesWhatIsNoTemplateInOneSentence(List<String> input) throws IOException {
        Run run = run(file(input.get(0), input.get(1)));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).hasLineCount(1)
                .contains("is not a CloudFormation template: ", input.get(2), "give a template")
                .doesNotContain("Exception");
    }

    @Test
    void refusesWhatIsNoTextFile() throws IOException {
        Path binary = Files.write(directory.resolve("binary.yaml"), new byte[]{(byte) 0xFF, (byte) 0xFE, 0, 1, 2});

        assertThat(run(binary.toString()).err()).contains("is not UTF-8 text").hasLineCount(1);
        assertThat(run(directory.toString()).err()).contains("is a directory").hasLineCount(1);
        assertThat(run(directory.resolve("missing").toString()).err()).contains("does not exist").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({"'',Missing required parameter", "--bogus x,Unknown option",
            "--region Europe t,--region must be a Region such as eu-central-1 (given Europe)",
            "--json --mermaid t,mutually exclusive"})
    void refusesBadUsageInOneSentence(String arguments, String sentence) throws IOException {
        List<String> list = new ArrayList<>(Arrays.asList(arguments.isEmpty() ? new String[0] : arguments.split(" ")));
        list.replaceAll(argument -> argument.equals("t") ? directory.resolve("t").toString() : argument);
        file("t", "Resources: {}");

        Run run = run(list.toArray(String[]::new));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(sentence).hasLineCount(1);
    }

    @Test
    void printsHelpAndVersion() {
        assertThat(run("--help").out()).contains("Usage: reachability", "--parameter=K=V",
                "--bind=FILE:P=FILE:ID[.ATTR]", "--region=R", "--json",
                "--html",
                "--mermaid", "--explain", "Exit status:");
        assertThat(run("--help").status()).isZero();
        assertThat(run("--version").out()).startsWith("reachability ");
    }

    @Test
    void exitsAsAProcess() throws IOException, InterruptedException {
        for (Map.Entry<String, Integer> expected : Map
                .of("G1-isolated.json", 0, "M-no-sts-endpoint.json", 1, "U-customer-managed-policy.json", 2)
                .entrySet()) {
            Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp", System.getProperty("java.class.path"),
                    Command.class.getName(), graded(expected.getKey())).redirectErrorStream(true)
                    .redirectOutput(directory.resolve("out").toFile()).start();

            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(expected.getKey()).isEqualTo(expected.getValue());
            assertThat(Files.readString(directory.resolve("out"))).contains(" Mapping - ");
        }
    }
}
