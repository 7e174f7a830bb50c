package io.github.rabbitlambda.doctor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Small random changes of a template, such as a person makes. */
final class Damage {
    private static final Set<String> NEEDED = Set.of("AWS::Lambda::EventSourceMapping", "AWS::AmazonMQ::Broker",
            "AWS::Lambda::Function", "AWS::IAM::Role", "AWS::SecretsManager::Secret");
    private static final List<String> BLOCKS = List.of("0.0.0.0/0", "10.20.0.0/16", "10.20.0.0/24", "10.20.2.0/24",
            "10.99.0.0/16", "0.0.0.0/1");

    private final Random random;
    private final ObjectNode template;

    private Damage(JsonNode template, Random random) {
        this.random = random;
        this.template = template.deepCopy();
    }

    static JsonNode of(JsonNode template, Random random) {
        Damage damage = new Damage(template, random);
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            damage.change();
        }
        return damage.template;
    }

    private ObjectNode resources() {
        return (ObjectNode) template.path("Resources");
    }

    private void change() {
        List<Map.Entry<String, JsonNode>> all = new ArrayList<>(resources().properties());
        Map.Entry<String, JsonNode> chosen = all.get(random.nextInt(all.size()));
        String type = chosen.getValue().path("Type").asText();
        if (random.nextInt(4) == 0 && !NEEDED.contains(type)) {
            resources().remove(chosen.getKey());
        } else if (chosen.getValue().path("Properties") instanceof ObjectNode properties) {
            change(properties);
        }
    }

    private void change(JsonNode node) {
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            JsonNode other = other(name, object.path(name));
            if (other.equals(object.path(name)) && !name.startsWith("Fn::")) {
                change(object.path(name));
            } else {
                object.set(name, other);
            }
        } else if (node instanceof ArrayNode array && !array.isEmpty()) {
            int index = random.nextInt(array.size());
            if (array.size() > 1 && random.nextInt(3) == 0) {
                array.remove(index);
            } else {
                change(array.get(index));
            }
        }
    }

    /** Another value of a property; the same one where the change is to be made inside it. */
    private JsonNode other(String name, JsonNode value) {
        return switch (name) {
            case "Ref" -> TextNode.valueOf(another(value.asText()));
            case "Fn::GetAtt" -> value.isArray()
                    ? JsonNodeFactory.instance.arrayNode().add(another(value.get(0).asText())).add(value.get(1))
                    : value;
            case "FromPort", "ToPort", "From", "To" -> IntNode.valueOf(List.of(443, 5671, 5672, 0, 65535, 1024)
                    .get(random.nextInt(6)));
            case "PrivateDnsEnabled", "EnableDnsSupport", "EnableDnsHostnames", "Egress" ->
                BooleanNode.valueOf(!value.asBoolean());
            case "CidrIp", "DestinationCidrBlock" -> TextNode.valueOf(BLOCKS.get(random.nextInt(BLOCKS.size())));
            case "CidrBlock" -> value.asText().endsWith("/0") ? TextNode.valueOf("10.20.0.0/24") : value;
            case "Effect", "RuleAction" -> TextNode.valueOf(turned(value.asText()));
            case "Service" -> TextNode.valueOf("ec2.amazonaws.com");
            case "IpProtocol" -> TextNode.valueOf(List.of("tcp", "udp", "-1").get(random.nextInt(3)));
            case "Action" -> value.isArray() ? value : TextNode.valueOf("s3:GetObject");
            case "ServiceName" -> TextNode.valueOf("com.amazonaws.eu-central-1.sqs");
            default -> value;
        };
    }

    private static String turned(String effect) {
        return switch (effect) {
            case "Allow" -> "Deny";
            case "Deny" -> "Allow";
            case "allow" -> "deny";
            default -> "allow";
        };
    }

    private String another(String id) {
        String type = resources().path(id).path("Type").asText();
        List<String> same = new ArrayList<>();
        resources().properties().stream().filter(entry -> entry.getValue().path("Type").asText().equals(type))
                .forEach(entry -> same.add(entry.getKey()));
        return same.isEmpty() ? id : same.get(random.nextInt(same.size()));
    }
}
