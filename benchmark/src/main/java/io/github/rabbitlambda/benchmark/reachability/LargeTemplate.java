package io.github.rabbitlambda.benchmark.reachability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A template of the connectivity check's test cases, filled with unrelated groups, rules, routes, policies and functions
 * up to the number of resources that a stack may have (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html).
 */
final class LargeTemplate {
    static final int RESOURCES = 500;
    static final Path GRADED = Path.of("..", "reachability", "src", "test", "resources", "cases", "G2-nat.json");
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> COPIED = List.of("BrokerSg", "BrokerSelfIn", "BrokerADefault", "ConsumerRole",
            "Consumer", "BrokerA", "BrokerAAssoc", "Creds");
    /** The resources that others refer to: in each copy their names end in its number. */
    private static final String NAMES = "\"(BrokerSg|BrokerARt|ConsumerRole|BrokerA)\"";

    private LargeTemplate() {}

    static String json() throws IOException {
        ObjectNode template = (ObjectNode) JSON.readTree(Files.readString(GRADED));
        ObjectNode resources = (ObjectNode) template.get("Resources");
        for (int i = 0; resources.size() < RESOURCES; i++) {
            String original = COPIED.get(i % COPIED.size());
            int copy = i / COPIED.size();
            String text = resources.get(original).toString().replaceAll(NAMES, "\"$1" + copy + "\"");
            resources.set(original + copy, JSON.readTree(text));
        }
        return template.toString();
    }

    static Object tree(String json) throws IOException {
        return JSON.readValue(json, Object.class);
    }
}
