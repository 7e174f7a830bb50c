package io.github.rabbitlambda.benchmark.reachability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;

/** A plan of Terraform with modules, filled with unrelated groups, rules, roles, policies and functions like {@link LargeTemplate}. */
final class LargePlan {
    private static final Path PLAN = Path.of("..", "reachability", "src", "test", "resources", "terraform",
            "modules.json");
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> COPIED = List.of("aws_security_group.endpoints",
            "aws_vpc_security_group_ingress_rule.endpoints", "aws_iam_role.consumer", "aws_iam_role_policy.consumer",
            "aws_lambda_function.consumer");
    /** The names of the copied resources, in their addresses and in what refers to them. */
    private static final String NAMES = "(\"name\":\"|" + String.join("|", COPIED).replaceAll("\\.\\w+", "\\\\.")
            + ")(endpoints|consumer)";

    private LargePlan() {}

    static String json() throws IOException {
        JsonNode plan = JSON.readTree(Files.readString(PLAN));
        ArrayNode changes = (ArrayNode) plan.get("resource_changes");
        ArrayNode blocks = (ArrayNode) plan.get("configuration").get("root_module").get("resources");
        for (int i = 0; changes.size() < LargeTemplate.RESOURCES; i++) {
            String original = COPIED.get(i % COPIED.size());
            int copy = i / COPIED.size();
            changes.add(copy(changes, original, copy));
            blocks.add(copy(blocks, original, copy));
        }
        return plan.toString();
    }

    private static JsonNode copy(ArrayNode resources, String address, int copy) throws IOException {
        for (JsonNode resource : resources) {
            if (resource.get("address").asText().equals(address)) {
                return JSON.readTree(resource.toString().replaceAll(NAMES, "$1$2" + copy));
            }
        }
        throw new IllegalStateException(PLAN + " must hold " + address);
    }
}
