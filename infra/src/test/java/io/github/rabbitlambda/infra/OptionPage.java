package io.github.rabbitlambda.infra;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rabbitlambda.infra.construct.ConnectivityCheckTest;
import io.github.rabbitlambda.reachability.verdict.Finding.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The generated section of a page in docs/options. */
final class OptionPage {
    private final String stack;
    private final Template template;

    OptionPage(String stack) {
        this.stack = stack;
        this.template = Synthesis.standard().stack(stack);
    }

    String text() {
        return String.join("\n", "## How the mapping connects", "", "```mermaid",
                ConnectivityCheckTest.verdict(stack).mermaid() + "```", "", assumptions() + "## Security groups", "",
                groups(), "## Roles", "", "Each writes to a log group, and besides:", "", roles(), "## Resources",
                "", resources(), "## Profiles", "", profiles(), "## A month", "",
                "By [the unit prices](prices.md), which are not verified:", "", new Costs(template).table());
    }

    private String profiles() {
        return "| `profile` | resources | functions | USD a month |\n|---|---|---|---|\n"
                + profile("minimal", Synthesis.of(stack, Map.of("profile", "minimal")))
                + profile("production", template)
                + "\n`minimal` has all of the above but the failure queue with its bucket, the function that replays, the"
                + " observation of the queues, the dashboard and the alarms.\n";
    }

    private static String profile(String name, Template template) {
        return "| %s | %d | %d | %s |\n".formatted(name, template.size(),
                template.ofType("AWS::Lambda::Function").size(), new Costs(template).total());
    }

    private String assumptions() {
        List<String> assumed = ConnectivityCheckTest.verdict(stack)
                .findings(Level.ASSUMES).stream()
                .map(finding -> "- " + finding.sentence()).toList();
        return assumed.isEmpty() ? "" : "Assumptions:\n\n" + String.join("\n", assumed) + "\n\n";
    }

    private String groups() {
        List<String> rows = new ArrayList<>();
        template.ofType("AWS::EC2::SecurityGroup").forEach((id, group) -> {
            Template.stream(group.get("Properties").path("SecurityGroupIngress"))
                    .forEach(rule -> rows.add(row(name(id), "in", rule)));
            Template.stream(group.get("Properties").path("SecurityGroupEgress"))
                    .forEach(rule -> rows.add(row(name(id), "out", rule)));
        });
        Stream.of("Ingress", "Egress")
                .forEach(direction -> template.ofType("AWS::EC2::SecurityGroup" + direction).values().stream()
                        .map(rule -> rule.get("Properties")).forEach(rule -> rows.add(
                                row(shown(rule.get("GroupId")), direction.equals("Ingress") ? "in" : "out", rule))));
        return rows.isEmpty()
                ? "None.\n"
                : "| group | direction | other side | port | for |\n|---|---|---|---|---|\n"
                        + rows.stream().distinct().sorted().collect(Collectors.joining("\n")) + "\n";
    }

    private static String row(String group, String direction, JsonNode rule) {
        JsonNode peer = Stream.of("SourceSecurityGroupId", "DestinationSecurityGroupId", "CidrIp").map(rule::path)
                .filter(side -> !side.isMissingNode()).findFirst().orElseThrow();
        return "| %s | %s | %s | %s | %s |".formatted(group, direction, shown(peer), rule.get("FromPort").asText(),
                rule.path("Description").asText());
    }

    /** The roles of our own functions. The roles of CDK's provider framework may only call their function. */
    private String roles() {
        StringBuilder table = new StringBuilder("| role of | may | on |\n|---|---|---|\n");
        template.ofType("AWS::Lambda::Function").values().stream().map(function -> function.get("Properties"))
                .filter(function -> function.get("Handler").asText().startsWith("io.github")).forEach(function -> {
                    String role = Template.references(function.get("Role")).findFirst().orElseThrow();
                    String name = function.get("Handler").asText().replaceFirst(".*\\.", "");
                    template.statements(role).filter(OptionPage::isNoLogging)
                            .forEach(statement -> table.append("| %s | %s | %s |\n".formatted(name,
                                    String.join(", ", Template.actions(statement)), shown(statement.get("Resource")))));
                });
        return table.toString();
    }

    private static boolean isNoLogging(JsonNode statement) {
        return Template.actions(statement).stream().noneMatch(action -> action.startsWith("logs:"));
    }

    private String resources() {
        Map<String, Integer> types = new TreeMap<>();
        template.resources().values()
                .forEach(resource -> types.merge(resource.get("Type").asText(), 1, Integer::sum));
        types.remove("AWS::CDK::Metadata");
        return template.size() + " in all: " + types.entrySet().stream()
                .map(type -> type.getValue() + " " + type.getKey()).collect(Collectors.joining(", ")) + ".\n";
    }

    /** An expression with names instead of logical ids, which end in hashes. */
    private static String shown(JsonNode value) {
        if (value.isTextual()) {
            return "`" + value.asText() + "`";
        }
        if (value.isArray()) {
            return Template.stream(value).map(OptionPage::shown).collect(Collectors.joining(", "));
        }
        if (value.has("Fn::Join")) {
            return "`" + Template.stream(value.get("Fn::Join").get(1)).map(OptionPage::shown)
                    .map(piece -> piece.replace("`", "")).collect(Collectors.joining()) + "`";
        }
        return Template.references(value).map(OptionPage::name).findFirst().map(name -> value.has("Fn::GetAtt")
                && !List.of("Arn", "GroupId").contains(value.get("Fn::GetAtt").get(1).asText())
                        ? name + "." + value.get("Fn::GetAtt").get(1).asText()
                        : name)
                .orElseThrow();
    }

    private static String name(String id) {
        return id.startsWith("AWS::") ? "${" + id + "}" : id.replaceFirst("[0-9A-F]{8}$", "");
    }
}
