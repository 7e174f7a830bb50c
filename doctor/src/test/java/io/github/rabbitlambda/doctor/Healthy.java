package io.github.rabbitlambda.doctor;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.rabbitlambda.doctor.snapshot.Account;
import io.github.rabbitlambda.doctor.snapshot.Answer;
import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Seen;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;
import io.github.rabbitlambda.doctor.snapshot.SnapshotFile;

/** The snapshot of an account in which all is well, and changes of it. Instances can be changed, and remember where. */
public final class Healthy {
    private static final Path FILE = Path.of("src", "test", "resources", "snapshots", "healthy.json");
    private static final ObjectMapper JSON = new ObjectMapper();
    public static final String MAPPING = "5f2c8a17-3d64-4b0e-9a1f-6c7e2d90b481";
    public static final String OTHER_MAPPING = "11111111-2222-3333-4444-555555555555";

    private static final Snapshot BASE = SnapshotFile.read(FILE);
    private final List<Answer> answers = new ArrayList<>(BASE.answers());
    private final Set<String> touched = new TreeSet<>();
    private String subject = BASE.subject();

    private Healthy() {}

    public static Healthy account() {
        return new Healthy();
    }

    public Snapshot snapshot() {
        return new Snapshot(BASE.taken(), subject, BASE.region(), answers);
    }

    public Account live() {
        return new Account(snapshot());
    }

    public JsonNode mapping() {
        return live().mappings().getFirst();
    }

    /** Whether two changes are of the same thing, or one is of something that the other removes. */
    public boolean collidesWith(Healthy other) {
        return touched.stream().anyMatch(mine -> other.touched.stream()
                .anyMatch(yours -> (mine + ".").startsWith(yours + ".") || (yours + ".").startsWith(mine + ".")));
    }

    /** Says that a change works only as long as this is as it was. */
    public Healthy dependsOn(String... places) {
        touched.addAll(Arrays.asList(places));
        return this;
    }

    public Healthy subject(String other) {
        subject = other;
        return this;
    }

    public Healthy mapping(String member, Object value) {
        touched.add("mapping." + member);
        change(Call.GET_EVENT_SOURCE_MAPPING, mapping -> mapping.set(member, JSON.valueToTree(value)));
        return change(Call.LIST_EVENT_SOURCE_MAPPINGS,
                list -> ((ObjectNode) list.path("EventSourceMappings").get(0)).set(member, JSON.valueToTree(value)));
    }

    /** The mapping was changed so long before the snapshot. */
    public Healthy mappingAge(Duration age) {
        return mapping("LastModified", BASE.taken().minus(age).toString());
    }

    public Healthy otherMapping(Map<String, Object> members) {
        touched.add("others");
        return change(Call.LIST_EVENT_SOURCE_MAPPINGS, list -> {
            ObjectNode other = BASE.listed(Call.LIST_EVENT_SOURCE_MAPPINGS).getFirst().deepCopy();
            other.put("UUID", OTHER_MAPPING);
            members.forEach((member, value) -> other.set(member, JSON.valueToTree(value)));
            ((ArrayNode) list.path("EventSourceMappings")).add(other);
        });
    }

    /** What the list of the broker has, listed for a function; the mapping itself was not asked for. */
    public Healthy listedByFunction(String function) {
        JsonNode list = live().onBroker(new Account(BASE).mappings().getFirst().path("EventSourceArn").asText()).known()
                .orElseThrow();
        answers.add(new Answer(Call.LIST_EVENT_SOURCE_MAPPINGS, Map.of("FunctionName", function),
                new Seen.Known<>(list)));
        return without(Call.GET_EVENT_SOURCE_MAPPING);
    }

    public Healthy broker(String member, Object value) {
        touched.add("broker." + member);
        return change(Call.DESCRIBE_BROKER, broker -> broker.set(member, JSON.valueToTree(value)));
    }

    public Healthy noBroker() {
        touched.add("broker");
        return absent(Call.DESCRIBE_BROKER);
    }

    public Healthy function(String member, Object value) {
        touched.add("function." + member);
        return change(Call.GET_FUNCTION_CONFIGURATION, function -> function.set(member, JSON.valueToTree(value)));
    }

    public Healthy noFunction() {
        touched.add("function");
        return absent(Call.GET_FUNCTION_CONFIGURATION);
    }

    public Healthy reserved(int concurrency) {
        touched.add("function.reserved");
        return change(Call.GET_FUNCTION_CONCURRENCY, answer -> answer.put("ReservedConcurrentExecutions", concurrency));
    }

    public Healthy secret(String member, Object value) {
        touched.add("secret." + member);
        return change(Call.DESCRIBE_SECRET, secret -> secret.set(member, JSON.valueToTree(value)));
    }

    public Healthy noSecret() {
        touched.add("secret");
        return absent(Call.DESCRIBE_SECRET);
    }

    public Healthy secretProblem(String problem) {
        touched.add("secret.value");
        answers.add(new Answer(Call.GET_SECRET_VALUE, Map.of("SecretId", Account.secretArn(mapping())),
                new Seen.Known<>(JSON.createObjectNode().put("Problem", problem))));
        return this;
    }

    public Healthy keyState(String state) {
        touched.add("secret.key");
        return change(Call.DESCRIBE_KEY, key -> ((ObjectNode) key.path("KeyMetadata")).put("KeyState", state));
    }

    public Healthy freeAddresses(int count) {
        touched.add("broker.subnets");
        return change(Call.DESCRIBE_SUBNETS, list -> list.path("Subnets")
                .forEach(subnet -> ((ObjectNode) subnet).put("AvailableIpAddressCount", count)));
    }

    public Healthy interfaces(String member, String value) {
        touched.add("broker.interfaces");
        return change(Call.DESCRIBE_NETWORK_INTERFACES,
                list -> list.path("NetworkInterfaces").forEach(found -> ((ObjectNode) found).put(member, value)));
    }

    public Healthy noInterfaces() {
        touched.add("broker.interfaces");
        return change(Call.DESCRIBE_NETWORK_INTERFACES, list -> list.putArray("NetworkInterfaces"));
    }

    /** The values of a metric of the function; the last one goes on in the past. */
    public Healthy functionMetric(String name, double... newestFirst) {
        return metric("function.metric." + name, name, newestFirst);
    }

    /** The values of a metric of the broker; the last one goes on in the past. */
    public Healthy brokerMetric(String name, double... newestFirst) {
        return metric("broker.metric." + name, name, newestFirst);
    }

    /** NaN is a period without a value. */
    private Healthy metric(String place, String name, double... newestFirst) {
        touched.add(place);
        return change(Call.GET_METRIC_DATA, answer -> answer.path("MetricDataResults").forEach(result -> {
            if (result.path("Label").asText().equals(name)) {
                fill((ObjectNode) result, newestFirst);
            }
        }));
    }

    private static void fill(ObjectNode result, double... newestFirst) {
        JsonNode times = result.path("Timestamps");
        ArrayNode kept = result.putArray("Timestamps");
        ArrayNode values = result.putArray("Values");
        for (int i = 0; i < times.size() && newestFirst.length > 0; i++) {
            double value = newestFirst[Math.min(i, newestFirst.length - 1)];
            if (!Double.isNaN(value)) {
                kept.add(times.get(i));
                values.add(value);
            }
        }
    }

    /** As if the metrics were read at another time. */
    public Healthy measured(Instant time) {
        Duration later = Duration.between(live().snapshot().taken(), time);
        return change(Call.GET_METRIC_DATA, answer -> answer.path("MetricDataResults").forEach(result -> {
            ArrayNode times = ((ObjectNode) result).withArray("Timestamps");
            for (int i = 0; i < times.size(); i++) {
                times.set(i, Instant.parse(times.get(i).asText()).plus(later).toString());
            }
        }));
    }

    /** Nobody may read them; the broker's are known. */
    public Healthy noFunctionMetrics() {
        return replace(
                answer -> answer.call() == Call.GET_METRIC_DATA
                        && answer.input().get("Subject").equals("process-orders"),
                answer -> new Answer(answer.call(), answer.input(),
                        new Seen.Unread<>(answer.call(), "AccessDenied", "you may not")));
    }

    public Healthy absent(Call call) {
        return replace(answer -> answer.call() == call,
                answer -> new Answer(call, answer.input(), new Seen.Absent<>(call)));
    }

    public Healthy unread(Call call, String code) {
        return replace(answer -> answer.call() == call,
                answer -> new Answer(call, answer.input(), new Seen.Unread<>(call, code, "you may not")));
    }

    public Healthy without(Call call) {
        answers.removeIf(answer -> answer.call() == call);
        return this;
    }

    public Healthy change(Call call, Consumer<ObjectNode> change) {
        return replace(answer -> answer.call() == call, answer -> new Answer(call, answer.input(),
                answer.seen().map(output -> {
                    ObjectNode copy = output.deepCopy();
                    change.accept(copy);
                    return copy;
                })));
    }

    private Healthy replace(Predicate<Answer> which, UnaryOperator<Answer> by) {
        answers.replaceAll(answer -> which.test(answer) ? by.apply(answer) : answer);
        return this;
    }

    /** On a broker that everybody can reach, for which Lambda needs no interfaces. */
    public static Healthy publicBroker() {
        return account().broker("PubliclyAccessible", true).broker("SubnetIds", List.of()).broker("SecurityGroups",
                List.of()).without(Call.DESCRIBE_SUBNETS).without(Call.DESCRIBE_NETWORK_INTERFACES);
    }

    /** Deployed, and nobody has published anything. */
    public static Healthy idle() {
        return quiet().mapping("LastProcessingResult", "No records processed");
    }

    /** Deployed long ago, and nobody publishes now. */
    public static Healthy quiet() {
        return account().brokerMetric("MessageReadyCount", 0).brokerMetric("MessageUnacknowledgedCount", 0)
                .brokerMetric("AckRate", 0).brokerMetric("PublishRate", 0).functionMetric("Invocations")
                .functionMetric("Errors").functionMetric("Duration").functionMetric("Throttles");
    }

    public static Healthy batchWindow() {
        return account().mapping("MaximumBatchingWindowInSeconds", 300).brokerMetric("AckRate", 3, 0, 0, 3, 0, 0)
                .brokerMetric("MessageUnacknowledgedCount", 900, 600, 300);
    }
}
