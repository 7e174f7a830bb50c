package io.github.rabbitlambda.operations.broker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.rabbitlambda.operations.AwsService;
import io.github.rabbitlambda.operations.AwsService.Answer;
import io.github.rabbitlambda.operations.AwsService.Request;

/**
 * Secrets with versions and labels, as Secrets Manager keeps them: a label is at one version, and where AWSCURRENT leaves
 * AWSPREVIOUS comes. It can end a rotation at any request, before or after the request takes effect.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/Welcome.html">API reference</a>
 */
public final class SecretStore {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CURRENT = "AWSCURRENT";

    private final Map<String, Map<String, String>> texts = new TreeMap<>();
    private final Map<String, Map<String, String>> labels = new TreeMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private int deadly = -1;
    private boolean afterwards;
    private String undescribed = "";
    private String binary = "";

    public SecretStore(AwsService service) {
        Map.<String, Call>of("GetSecretValue", this::get, "DescribeSecret", this::describe, "PutSecretValue", this::put,
                "UpdateSecretVersionStage", this::move, "GetRandomPassword", request -> random())
                .forEach((operation, call) -> service.on(operation, request -> answer(call, request)));
    }

    private interface Call {
        Answer answer(JsonNode request);
    }

    /** Ends what runs at its request of this number, from 0. */
    void endAt(int request, boolean afterItsEffect) {
        requests.set(0);
        deadly = request;
        afterwards = afterItsEffect;
    }

    /** Whether the request came at which it should end. */
    boolean ended() {
        return requests.get() > deadly;
    }

    void endNothing() {
        deadly = -1;
    }

    private synchronized Answer answer(Call call, Request request) {
        boolean ends = requests.getAndIncrement() == deadly;
        if (ends && !afterwards) {
            return Answer.error(400, "EndedException", "ended before its effect");
        }
        Answer answer = call.answer(parsed(request.body()));
        return ends ? Answer.error(400, "EndedException", "ended after its effect") : answer;
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public synchronized void put(String arn, String username, String password) {
        String version = UUID.randomUUID().toString();
        texts.computeIfAbsent(arn, key -> new LinkedHashMap<>()).put(version,
                JSON.createObjectNode().put("username", username).put("password", password).put("note", "kept")
                        .toString());
        labels.computeIfAbsent(arn, key -> new TreeMap<>()).put(CURRENT, version);
    }

    synchronized void label(String arn, String label, String version) {
        labels.get(arn).put(label, version);
    }

    /** Begins a rotation as Secrets Manager does: the version has its label and no value yet. */
    public synchronized String begin(String arn) {
        String version = UUID.randomUUID().toString();
        labels.get(arn).put("AWSPENDING", version);
        return version;
    }

    public synchronized BrokerSecret current(String arn) {
        return BrokerSecret.parse(arn, texts.get(arn).get(labels.get(arn).get(CURRENT)));
    }

    synchronized String text(String arn) {
        return texts.get(arn).get(labels.get(arn).get(CURRENT));
    }

    synchronized List<String> passwords() {
        List<String> all = new ArrayList<>();
        texts.values().forEach(
                versions -> versions.values().forEach(text -> all.add(parsed(text).path("password").asText())));
        return all;
    }

    synchronized Map<String, String> labels(String arn) {
        return new TreeMap<>(labels.get(arn));
    }

    private Answer get(JsonNode request) {
        String arn = request.path("SecretId").asText();
        String label = request.path("VersionStage").asText(CURRENT);
        String version = request.path("VersionId").asText(labels.get(arn).get(label));
        String text = texts.get(arn).get(version);
        if (text == null || !version.equals(labels.get(arn).get(label))) {
            return Answer.error(400, "ResourceNotFoundException", "no value of this version");
        }
        ObjectNode answer = JSON.createObjectNode().put("ARN", arn).put("Name", "s").put("VersionId", version);
        return Answer.ok((arn.equals(binary)
                ? answer.put("SecretBinary", "AAAA")
                : answer.put("SecretString", text)).toString());
    }

    /** Answers the secret's value as bytes from now on. */
    void putBytes(String arn) {
        binary = arn;
    }

    /** Refuses to describe a secret, as where its rotation is not allowed. */
    void denyDescribing(String arn) {
        undescribed = arn;
    }

    private Answer describe(JsonNode request) {
        String arn = request.path("SecretId").asText();
        if (arn.equals(undescribed)) {
            return Answer.error(400, "AccessDeniedException",
                    "not authorized to perform secretsmanager:DescribeSecret");
        }
        ObjectNode answer = JSON.createObjectNode().put("ARN", arn);
        ObjectNode stages = answer.putObject("VersionIdsToStages");
        labels.get(arn).forEach((label, version) -> stages.withArray("/" + version).add(label));
        return Answer.ok(answer.toString());
    }

    private Answer put(JsonNode request) {
        String arn = request.path("SecretId").asText();
        String version = request.path("ClientRequestToken").asText();
        String text = request.path("SecretString").asText();
        String former = texts.get(arn).putIfAbsent(version, text);
        if (former != null && !former.equals(text)) {
            return Answer.error(400, "ResourceExistsException", "this version has another value");
        }
        request.path("VersionStages").forEach(label -> labels.get(arn).put(label.asText(), version));
        return Answer.ok(JSON.createObjectNode().put("ARN", arn).put("VersionId", version).toString());
    }

    private Answer move(JsonNode request) {
        String arn = request.path("SecretId").asText();
        String label = request.path("VersionStage").asText();
        String from = request.path("RemoveFromVersionId").asText();
        String holder = labels.get(arn).getOrDefault(label, "");
        if (!holder.equals(from)) {
            return Answer.error(400, "InvalidParameterException", "the label is at " + holder);
        }
        if (request.has("MoveToVersionId")) {
            labels.get(arn).put(label, request.path("MoveToVersionId").asText());
            if (label.equals(CURRENT)) {
                labels.get(arn).put("AWSPREVIOUS", from);
            }
        } else {
            labels.get(arn).remove(label);
        }
        return Answer.ok(JSON.createObjectNode().put("ARN", arn).toString());
    }

    private Answer random() {
        return Answer.ok(JSON.createObjectNode()
                .put("RandomPassword", UUID.randomUUID().toString().replace("-", "")).toString());
    }
}
