package io.github.rabbitlambda.reachability.terraform;

import java.util.ArrayList;
import java.util.List;

import io.github.rabbitlambda.reachability.template.Tree;

/** Brokers, mappings and functions. */
final class MessagingTypes {
    private static final String BROKER = "aws_mq_broker";
    private static final String[] FUNCTIONS = {"aws_lambda_function", "aws_lambda_alias"};

    private static final String[] SECRETS = {"aws_secretsmanager_secret", Links.SECRET_VERSION};

    private final Translation translation;
    private final Links links;
    private final Credentials credentials;

    MessagingTypes(Translation translation, Credentials credentials) {
        this.translation = translation;
        this.links = translation.links();
        this.credentials = credentials;
    }

    void broker(Instance broker) {
        translation.add(broker, new Properties().with("BrokerName", links.plain(broker.at("broker_name")))
                .with("EngineType", links.plain(broker.at("engine_type")))
                .with("EngineVersion", links.plain(broker.at("engine_version")))
                .with("HostInstanceType", links.plain(broker.at("host_instance_type")))
                .with("DeploymentMode", links.plain(broker.at("deployment_mode")), "SINGLE_INSTANCE")
                .with("PubliclyAccessible", links.plain(broker.at("publicly_accessible")), "false")
                .with("AutoMinorVersionUpgrade", links.plain(broker.at("auto_minor_version_upgrade")), "false")
                .with("AuthenticationStrategy", links.plain(broker.at("authentication_strategy")))
                .with("SubnetIds", subnets(broker))
                .with("SecurityGroups", links.many(broker.at("security_groups"), SecurityGroupTypes.GROUPS))
                .with("Users", broker.blocks("user").stream().<Tree>map(this::user).toList()));
    }

    // element(aws_subnet.a[*].id, 0) looks like all subnets, but a single broker can only have one.
    private List<Tree> subnets(Instance broker) {
        Attribute subnets = broker.at("subnet_ids");
        List<Tree> items = links.many(subnets, "aws_subnet");
        boolean single = !broker.at("deployment_mode").is("CLUSTER_MULTI_AZ")
                && !broker.at("deployment_mode").is("ACTIVE_STANDBY_MULTI_AZ");
        return single && items.size() > 1 && links.isGuessed(subnets)
                ? List.of(new Tree.Unclear("which of " + items.size() + " subnets " + subnets.show() + " names",
                        "write its index as a number, or check the state after the apply (terraform show -json)"))
                : items;
    }

    private Tree user(Attribute user) {
        return new Properties().with("Username", credential(user.at("username")))
                .with("Password", credential(user.at("password"))).tree();
    }

    private Tree credential(Attribute credential) {
        return credential.isUnknown()
                ? links.unclear(credential)
                : credential.value().asText().<Tree>map(text -> Tree.text(credentials.placeholder(text)))
                        .orElse(credential.value());
    }

    void mapping(Instance mapping) {
        if (!mayReadBroker(mapping)) {
            return;
        }
        translation.add(mapping,
                new Properties().with("EventSourceArn", links.one(mapping.at("event_source_arn"), BROKER))
                        .with("FunctionName", links.one(mapping.at("function_name"), FUNCTIONS))
                        .with("Enabled", links.plain(mapping.at("enabled")))
                        .with("BatchSize", links.plain(mapping.at("batch_size")))
                        .with("MaximumBatchingWindowInSeconds",
                                links.plain(mapping.at("maximum_batching_window_in_seconds")))
                        .with("Queues", queues(mapping.at("queues")))
                        .with("SourceAccessConfigurations", access(mapping)));
    }

    // Whatever else a mapping reads has neither queues nor BASIC_AUTH, or an ARN of its own.
    private boolean mayReadBroker(Instance mapping) {
        Attribute source = mapping.at("event_source_arn");
        boolean ofMq = !mapping.at("queues").isAbsent() || mapping.blocks("source_access_configuration").stream()
                .anyMatch(block -> block.at("type").is("BASIC_AUTH"));
        return links.target(source, BROKER).isPresent()
                || source.text().map(arn -> arn.matches("arn:[^:]*:mq:.*")).orElse(ofMq)
                || source.isSensitive();
    }

    private Tree queues(Attribute queues) {
        if (queues.isAbsent()) {
            return new Tree.Nothing();
        }
        return queues.isUnknown() || queues.isSensitive()
                ? links.unclear(queues)
                : new Tree.Sequence(queues.items().stream().map(links::plain).toList());
    }

    private List<Tree> access(Instance mapping) {
        Attribute all = mapping.at("source_access_configuration");
        if (all.isUnknown() && !all.isAbsent()) {
            return List.of(links.unclear(all));
        }
        List<Tree> entries = new ArrayList<>();
        for (Attribute block : mapping.blocks("source_access_configuration")) {
            Attribute uri = block.at("uri");
            entries.add(new Properties().with("Type", links.plain(block.at("type")))
                    .with("URI", block.at("type").is("BASIC_AUTH") ? links.one(uri, SECRETS) : links.plain(uri))
                    .tree());
        }
        return entries;
    }

    void function(Instance function) {
        Attribute vpc = function.blocks("vpc_config").stream().findFirst().orElseGet(() -> function.at("vpc_config"));
        translation.add(function, new Properties().with("FunctionName", links.plain(function.at("function_name")))
                .with("Role", links.one(function.at("role"), "aws_iam_role"))
                .with("Timeout", links.plain(function.at("timeout")))
                .with("VpcConfig", new Properties()
                        .with("SubnetIds", links.many(vpc.at("subnet_ids"), "aws_subnet")).tree()));
    }

    void alias(Instance alias) {
        translation.add(alias,
                new Properties().with("FunctionName", links.one(alias.at("function_name"), FUNCTIONS)));
    }

    /** An EventBridge pipe, which reads a broker, too. */
    void pipe(Instance pipe) {
        translation.add(pipe, "AWS::Pipes::Pipe",
                new Properties().with("Source", links.one(pipe.at("source"), BROKER)));
    }
}
