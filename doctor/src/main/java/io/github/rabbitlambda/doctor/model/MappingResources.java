package io.github.rabbitlambda.doctor.model;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.snapshot.Account;
import io.github.rabbitlambda.doctor.snapshot.Arn;
import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Seen;
import io.github.rabbitlambda.reachability.template.Tree;

/** The mappings, with their brokers and functions. */
final class MappingResources {
    private static final String ACCESS = "SourceAccessConfigurations";

    private final Resources resources;
    private final Account account;
    private final RoleResources roles;
    private final SecretResources secrets;

    MappingResources(Resources resources) {
        this.resources = resources;
        this.account = new Account(resources.snapshot());
        this.roles = new RoleResources(resources);
        this.secrets = new SecretResources(resources);
    }

    void add() {
        account.mappings().forEach(this::mapping);
        if (account.mappings().isEmpty()) {
            account.subjectBroker().ifPresent(this::broker);
        }
    }

    private void mapping(JsonNode mapping) {
        Tree source = switch (account.broker(mapping)) {
            case Seen.Known<JsonNode>(JsonNode broker) -> Resources.arnOf(broker(broker));
            case Seen.Absent<JsonNode> absent -> Tree.text(mapping.path("EventSourceArn").asText());
            case Seen.Unread<JsonNode> unread ->
                Resources.unclear("broker `" + Account.brokerId(mapping) + "`", unread);
        };
        resources.add(mapping.path("UUID").asText(), "AWS::Lambda::EventSourceMapping",
                new Properties().with("EventSourceArn", source).with("FunctionName", function(mapping))
                        .copy(mapping, "Queues", "BatchSize", "MaximumBatchingWindowInSeconds")
                        .with(ACCESS, access(mapping)));
    }

    private List<Tree> access(JsonNode mapping) {
        List<Tree> access = new ArrayList<>();
        for (JsonNode entry : mapping.path(ACCESS)) {
            String type = entry.path("Type").asText();
            String uri = entry.path("URI").asText();
            access.add(
                    Tree.mapping("Type", type, "URI", type.equals("BASIC_AUTH") ? secrets.add(uri) : Tree.text(uri)));
        }
        return access;
    }

    // DescribeBroker tells no user of RabbitMQ: reports say once that the broker is taken to know the secret's user.
    private List<Tree> users(JsonNode broker) {
        return account.mappings().stream()
                .filter(mapping -> Account.brokerId(mapping).equals(broker.path("BrokerId").asText()))
                .flatMap(mapping -> access(mapping).stream())
                .map(entry -> entry.asMapping().entry("URI").orElseThrow().asMapping())
                .flatMap(uri -> uri.entry("Ref").flatMap(Tree::asText).stream())
                .distinct().<Tree>map(secret -> Tree.mapping("Username", from(secret, "username"), "Password",
                        from(secret, "password")))
                .toList();
    }

    private static Tree from(String secret, String key) {
        return Tree.mapping("Fn::Sub", "{{resolve:secretsmanager:${" + secret + "}:SecretString:" + key + "}}");
    }

    /** Adds a broker. What Amazon MQ refuses at creation is left out: this one exists. */
    private String broker(JsonNode broker) {
        boolean open = broker.path("PubliclyAccessible").asBoolean();
        boolean rabbit = broker.path("EngineType").asText().equalsIgnoreCase("RABBITMQ");
        Properties properties = new Properties()
                .copy(broker, "BrokerName", "DeploymentMode", "EngineType", "EngineVersion",
                        "PubliclyAccessible", "AuthenticationStrategy")
                .with("Users", users(broker));
        if (!open || !rabbit) {
            properties.with("SubnetIds", resources.to(Call.DESCRIBE_SUBNETS, "SubnetId", broker.path("SubnetIds")))
                    .with("SecurityGroups", groups(broker));
        }
        return resources.addNamed(broker.path("BrokerId").asText(), "AWS::AmazonMQ::Broker",
                broker.path("BrokerArn").asText(), properties);
    }

    private List<Tree> groups(JsonNode broker) {
        List<Tree> groups = account.groups(broker).stream()
                .map(group -> resources.to(Call.DESCRIBE_SECURITY_GROUPS, "GroupId", group)).toList();
        return groups.isEmpty()
                ? List.of(new Tree.Unclear("the groups of broker `" + broker.path("BrokerId").asText() + "`",
                        "allow ec2:DescribeSecurityGroups"))
                : groups;
    }

    private Tree function(JsonNode mapping) {
        String arn = Account.functionArn(mapping);
        return switch (account.function(mapping)) {
            case Seen.Known<JsonNode>(JsonNode function) -> Resources.arnOf(function(arn, function));
            case Seen.Absent<JsonNode> absent -> Tree.text(arn);
            case Seen.Unread<JsonNode> unread -> Resources.unclear("function `" + arn + "`", unread);
        };
    }

    private String function(String arn, JsonNode function) {
        String name = Arn.parse(arn).map(Arn::lastPart).orElse(arn);
        return resources.addNamed(name, "AWS::Lambda::Function", arn,
                new Properties().with("FunctionName", name).copy(function, "Timeout").with("Role",
                        roles.add(Account.roleName(function), function.path("Role").asText())));
    }
}
