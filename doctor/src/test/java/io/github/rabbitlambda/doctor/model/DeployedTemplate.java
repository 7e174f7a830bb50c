package io.github.rabbitlambda.doctor.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.rabbitlambda.doctor.model.Evaluation.NotDeployable;
import io.github.rabbitlambda.doctor.snapshot.Answer;
import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Seen;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;

/** What AWS would answer about an account to which a template was deployed. */
final class DeployedTemplate {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Set<String> WITHOUT_STATE = Set.of("AWS::EC2::EIP", "AWS::StepFunctions::StateMachine",
            "AWS::CloudFormation::CustomResource", "AWS::Logs::LogGroup", "AWS::CDK::Metadata");

    private final Map<String, JsonNode> properties = new LinkedHashMap<>();
    private final Map<String, String> types = new LinkedHashMap<>();
    private final PhysicalIds ids;
    private final List<Answer> answers = new ArrayList<>();

    private DeployedTemplate(JsonNode template, Map<String, String> parameters) {
        this.ids = new PhysicalIds(template);
        Evaluation evaluation = new Evaluation(template, parameters, ids);
        for (Map.Entry<String, JsonNode> resource : template.path("Resources").properties()) {
            JsonNode condition = resource.getValue().path("Condition");
            if (condition.isMissingNode() || evaluation.holds(condition.asText())) {
                types.put(resource.getKey(), resource.getValue().path("Type").asText());
                properties.put(resource.getKey(), evaluation.value(resource.getValue().path("Properties")));
            }
        }
    }

    /** The snapshot that the doctor takes when it is asked about the template's only mapping. */
    static Snapshot snapshot(JsonNode template, Map<String, String> parameters) {
        DeployedTemplate deployed = new DeployedTemplate(template, parameters);
        String mapping = deployed.only("AWS::Lambda::EventSourceMapping");
        deployed.answerAll(mapping);
        return new Snapshot(Instant.parse("2026-11-27T12:00:00Z"), deployed.ids.of(mapping), PhysicalIds.REGION,
                deployed.answers);
    }

    private String only(String type) {
        List<String> found = ofType(type);
        if (found.size() != 1) {
            throw new NotDeployable("the test wants one " + type + ", the template has " + found.size());
        }
        return found.getFirst();
    }

    private List<String> ofType(String type) {
        return types.keySet().stream().filter(id -> types.get(id).equals(type)).toList();
    }

    private void answerAll(String mapping) {
        types.forEach((id, type) -> {
            if (!type.matches("AWS::(EC2|IAM|Lambda|AmazonMQ|SecretsManager|KMS)::.*")
                    && !WITHOUT_STATE.contains(type)) {
                throw new NotDeployable("the test does not deploy " + type);
            }
        });
        new DeployedNetwork(this).answer();
        mapping(mapping);
        ofType("AWS::AmazonMQ::Broker").forEach(this::broker);
        ofType("AWS::Lambda::Function").forEach(this::function);
        ofType("AWS::IAM::Role").forEach(id -> new DeployedRole(this, id).answer());
        ofType("AWS::SecretsManager::Secret").forEach(this::secret);
        ofType("AWS::KMS::Key").forEach(this::key);
    }

    JsonNode properties(String id) {
        return properties.get(id);
    }

    PhysicalIds ids() {
        return ids;
    }

    /** Each resource of a type with its properties. */
    void each(String type, BiConsumer<String, JsonNode> action) {
        ofType(type).forEach(id -> action.accept(id, properties.get(id)));
    }

    void answer(Call call, JsonNode output, String... input) {
        answers.add(new Answer(call, inputs(input), new Seen.Known<>(output)));
    }

    void absent(Call call, String... input) {
        answers.add(new Answer(call, inputs(input), new Seen.Absent<>(call)));
    }

    void denied(Call call, String... input) {
        answers.add(new Answer(call, inputs(input),
                new Seen.Unread<>(call, "AccessDenied", "is not authorized to perform: " + call.action())));
    }

    /** An answer that lists things. */
    void list(Call call, List<? extends JsonNode> items, String... input) {
        ArrayNode list = JSON.arrayNode();
        items.forEach(list::add);
        answer(call, object().set(call.list().orElseThrow(), list), input);
    }

    static ObjectNode object() {
        return JSON.objectNode();
    }

    private static Map<String, String> inputs(String... namesAndValues) {
        Map<String, String> inputs = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            inputs.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return inputs;
    }

    private void mapping(String id) {
        JsonNode given = properties.get(id);
        String name = given.path("FunctionName").asText();
        ObjectNode mapping = object().put("UUID", ids.of(id)).put("State", "Enabled").put("FunctionArn",
                name.startsWith("arn:") ? name : "arn:aws:lambda:eu-central-1:123456789012:function:" + name);
        given.properties().stream().filter(entry -> !entry.getKey().equals("FunctionName"))
                .forEach(entry -> mapping.set(entry.getKey(), entry.getValue()));
        answer(Call.GET_EVENT_SOURCE_MAPPING, mapping, "UUID", ids.of(id));
        list(Call.LIST_EVENT_SOURCE_MAPPINGS, List.of(mapping), "EventSourceArn",
                given.path("EventSourceArn").asText());
    }

    private void broker(String id) {
        JsonNode given = properties.get(id);
        if (given.path("DeploymentMode").asText().equals("SINGLE_INSTANCE") && given.path("SubnetIds").size() > 1) {
            throw new NotDeployable("a single instance has one subnet");
        }
        if (given.path("PubliclyAccessible").asBoolean() && given.path("SecurityGroups").size() > 0) {
            throw new NotDeployable("a public broker has no security groups");
        }
        ObjectNode broker = object().put("BrokerId", ids.of(id)).put("BrokerArn", ids.arn(id)).put("BrokerState",
                "RUNNING").put("AuthenticationStrategy", "simple");
        List.of("BrokerName", "DeploymentMode", "EngineType", "EngineVersion", "PubliclyAccessible", "HostInstanceType",
                "SubnetIds", "SecurityGroups").forEach(name -> {
                    if (given.has(name)) {
                        broker.set(name, given.path(name));
                    }
                });
        answer(Call.DESCRIBE_BROKER, broker, "BrokerId", ids.of(id));
    }

    private void function(String id) {
        ObjectNode function = object().put("FunctionName", ids.name(id)).put("FunctionArn", ids.arn(id))
                .put("Timeout", properties.get(id).path("Timeout").asInt(3))
                .put("Role", properties.get(id).path("Role").asText()).put("State", "Active");
        answer(Call.GET_FUNCTION_CONFIGURATION, function, "FunctionName", ids.arn(id));
    }

    private void secret(String id) {
        String arn = ids.arn(id);
        JsonNode given = properties.get(id);
        ObjectNode secret = object().put("ARN", arn).put("Name", ids.name(id));
        if (given.has("KmsKeyId")) {
            secret.set("KmsKeyId", given.path("KmsKeyId"));
        }
        answer(Call.DESCRIBE_SECRET, secret, "SecretId", arn);
        ObjectNode policy = object().put("ARN", arn).put("Name", ids.name(id));
        each("AWS::SecretsManager::ResourcePolicy", (name, one) -> {
            if (one.path("SecretId").asText().equals(arn)) {
                policy.put("ResourcePolicy", one.path("ResourcePolicy").toString());
            }
        });
        answer(Call.GET_RESOURCE_POLICY, policy, "SecretId", arn);
        answer(Call.GET_SECRET_VALUE, content(given), "SecretId", arn);
    }

    private static ObjectNode content(JsonNode secret) {
        JsonNode generated = secret.path("GenerateSecretString");
        String text = generated.isMissingNode()
                ? secret.path("SecretString").asText()
                : generated.has("SecretStringTemplate")
                        ? generated.path("SecretStringTemplate").asText().replaceFirst("}\\s*$",
                                ",\"" + generated.path("GenerateStringKey").asText() + "\":\"x\"}")
                        : "x";
        String problem = !text.startsWith("{")
                ? "is not JSON"
                : !text.contains("\"username\"")
                        ? "has no username"
                        : !text.contains("\"password\"") ? "has no password" : "";
        return problem.isEmpty() ? object().put("Usable", true) : object().put("Problem", problem);
    }

    private void key(String id) {
        answer(Call.DESCRIBE_KEY, object().set("KeyMetadata",
                object().put("Arn", ids.arn(id)).put("KeyId", ids.of(id)).put("KeyManager", "CUSTOMER").put("KeyState",
                        "Enabled")),
                "KeyId", ids.of(id));
        answer(Call.GET_KEY_POLICY, object().put("Policy", properties.get(id).path("KeyPolicy").toString()), "KeyId",
                ids.arn(id), "PolicyName", "default");
    }
}
