package io.github.rabbitlambda.doctor.snapshot;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/** A snapshot as what is in it: mappings, and from each of them the function, the role, the broker and the secret. */
public record Account(Snapshot snapshot) {
    /**
     * How the description of an interface begins that Lambda makes for mappings on RabbitMQ; undocumented, known from
     * https://github.com/cdklabs/cdk-amazonmq.
     */
    public static final String INTERFACES = "AWS Lambda VPC ENI-armq-";
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Whether a subject is the UUID of a mapping. */
    public static boolean isUuid(String subject) {
        return UUID.matcher(subject).matches();
    }

    public static boolean readsAmazonMq(JsonNode mapping) {
        return Arn.parse(mapping.path("EventSourceArn").asText()).filter(arn -> arn.service().equals("mq")).isPresent();
    }

    /** The mappings on Amazon MQ that the subject means: the one, those of the function, or those of the broker. */
    public List<JsonNode> mappings() {
        Stream<JsonNode> meant = subjectUuid().isPresent()
                ? subjectMapping().stream()
                : subjectBrokerArn().map(this::onBroker)
                        .orElseGet(() -> snapshot.seen(Call.LIST_EVENT_SOURCE_MAPPINGS, "FunctionName",
                                snapshot.subject()))
                        .known().stream().flatMap(list -> list.path("EventSourceMappings").valueStream());
        return meant.filter(Account::readsAmazonMq).toList();
    }

    /** The UUID, if the subject is that of a mapping or a mapping's ARN. */
    public Optional<String> subjectUuid() {
        return Arn.parse(snapshot.subject()).filter(arn -> arn.resource().startsWith("event-source-mapping:"))
                .map(Arn::lastPart).or(() -> Optional.of(snapshot.subject()).filter(Account::isUuid));
    }

    /** The mapping that the subject names by UUID or ARN, whatever it reads; empty if there is none. */
    public Optional<JsonNode> subjectMapping() {
        return subjectUuid()
                .flatMap(uuid -> snapshot.seen(Call.GET_EVENT_SOURCE_MAPPING, "UUID", uuid).known());
    }

    /** Every mapping of a broker. */
    public Seen<JsonNode> onBroker(String brokerArn) {
        return snapshot.seen(Call.LIST_EVENT_SOURCE_MAPPINGS, "EventSourceArn", brokerArn);
    }

    /** The broker, if the subject is one: its id, ARN or name. */
    public Optional<JsonNode> subjectBroker() {
        String subject = snapshot.subject();
        return brokers().stream().filter(broker -> Stream.of("BrokerId", "BrokerArn", "BrokerName")
                .anyMatch(member -> broker.path(member).asText().equals(subject))).findFirst();
    }

    /** Also if the subject is the ARN of a broker that may not be described. */
    private Optional<String> subjectBrokerArn() {
        return subjectBroker().map(broker -> broker.path("BrokerArn").asText()).or(
                () -> Arn.parse(snapshot.subject()).filter(arn -> arn.service().equals("mq")).map(Arn::toString));
    }

    /** Every broker that was described. */
    public List<JsonNode> brokers() {
        return snapshot.answers().stream().filter(answer -> answer.call() == Call.DESCRIBE_BROKER)
                .flatMap(answer -> answer.seen().known().stream()).toList();
    }

    public Seen<JsonNode> broker(JsonNode mapping) {
        return snapshot.seen(Call.DESCRIBE_BROKER, "BrokerId", brokerId(mapping));
    }

    /** The id of a mapping's broker, such as b-1234; an empty text if it reads none. */
    public static String brokerId(JsonNode mapping) {
        return Arn.parse(mapping.path("EventSourceArn").asText()).map(Arn::lastPart).orElse("");
    }

    /** The groups that a broker names; one that names none has the default group of its VPC. Empty if that was not read. */
    public List<String> groups(JsonNode broker) {
        JsonNode named = broker.path("SecurityGroups");
        return (named.isEmpty() ? defaultGroup(broker) : named.valueStream().map(JsonNode::asText)).toList();
    }

    private Stream<String> defaultGroup(JsonNode broker) {
        String vpc = snapshot.listed(Call.DESCRIBE_SUBNETS, "SubnetId", broker.path("SubnetIds").path(0).asText())
                .known().map(subnet -> subnet.path("VpcId").asText()).orElse("");
        return snapshot.listed(Call.DESCRIBE_SECURITY_GROUPS).stream()
                .filter(group -> group.path("GroupName").asText().equals("default")
                        && group.path("VpcId").asText().equals(vpc))
                .map(group -> group.path("GroupId").asText()).limit(1);
    }

    /** The mapping's function, in the version or alias that it invokes. */
    public Seen<JsonNode> function(JsonNode mapping) {
        return snapshot.seen(Call.GET_FUNCTION_CONFIGURATION, "FunctionName", mapping.path("FunctionArn").asText());
    }

    /** The ARN of a mapping's function without its alias or version. */
    public static String functionArn(JsonNode mapping) {
        String arn = mapping.path("FunctionArn").asText();
        return Arn.parse(arn).map(Arn::unqualified).map(Arn::toString).orElse(arn);
    }

    public Seen<JsonNode> concurrency(JsonNode mapping) {
        return snapshot.seen(Call.GET_FUNCTION_CONCURRENCY, "FunctionName", functionArn(mapping));
    }

    /** The answer of GetRole for the function's role. */
    public Seen<JsonNode> role(JsonNode mapping) {
        return function(mapping).flatMap(function -> snapshot.seen(Call.GET_ROLE, "RoleName", roleName(function)));
    }

    public static String roleName(JsonNode function) {
        return Arn.parse(function.path("Role").asText()).map(Arn::lastPart).orElse("");
    }

    /** The ARN of a mapping's secret; an empty text if it has none. */
    public static String secretArn(JsonNode mapping) {
        return configuration(mapping, "BASIC_AUTH");
    }

    /** The virtual host that a mapping reads. */
    public static String virtualHost(JsonNode mapping) {
        String named = configuration(mapping, "VIRTUAL_HOST");
        return named.isEmpty() ? "/" : named;
    }

    private static String configuration(JsonNode mapping, String type) {
        for (JsonNode item : mapping.path("SourceAccessConfigurations")) {
            if (item.path("Type").asText().equals(type)) {
                return item.path("URI").asText();
            }
        }
        return "";
    }

    public Seen<JsonNode> secret(JsonNode mapping) {
        return snapshot.seen(Call.DESCRIBE_SECRET, "SecretId", secretArn(mapping));
    }

    /** The metrics of a function by its name, or of a broker by its name. */
    public Seen<JsonNode> metrics(String subject) {
        return snapshot.seen(Call.GET_METRIC_DATA, "Subject", subject);
    }
}
