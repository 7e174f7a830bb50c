package io.github.rabbitlambda.reachability.terraform;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.rabbitlambda.reachability.template.Tree;

/** Resources that make others which the plan doesn't describe, or that are described by another provider. */
final class OtherTypes {
    private static final Pattern NETWORK_OR_PERMISSIONS = Pattern
            .compile("awscc_.*|aws_(vpc|subnet|route|route53_resolver"
                    + "|network|networkfirewall|nat|internet|egress|vpn|dx|ec2_(transit|managed_prefix|network|subnet|client)"
                    + "|security|default|main|iam|mq|kms|secretsmanager|lambda_(event|permission|function_event)|ram|vpclattice)(_.*)?");
    /** These change nothing that a rule asks for; the association of main tables is read with the tables. */
    private static final Set<String> HARMLESS = Set.of("aws_main_route_table_association", "aws_iam_user",
            "aws_iam_group",
            "aws_iam_instance_profile", "aws_iam_access_key", "aws_iam_user_policy", "aws_iam_user_policy_attachment",
            "aws_lambda_permission", "aws_mq_configuration", "aws_secretsmanager_secret_rotation", "aws_kms_grant",
            "aws_egress_only_internet_gateway", "aws_vpc_endpoint_route_table_association",
            "aws_route53_resolver_config",
            "aws_iam_openid_connect_provider", "aws_default_tags", "aws_iam_service_linked_role",
            "aws_lambda_function_event_invoke_config");

    private final Translation translation;
    private final Links links;

    OtherTypes(Translation translation) {
        this.translation = translation;
        this.links = translation.links();
    }

    static boolean mayMatter(String type) {
        return NETWORK_OR_PERMISSIONS.matcher(type).matches() && !HARMLESS.contains(type);
    }

    /** What receives a resource may add to it, as a nested stack may. */
    void stack(Instance stack) {
        translation.add(stack, "AWS::CloudFormation::Stack", new Properties().with("Parameters",
                Tree.mapping("All", received(stack))));
    }

    private List<Tree> received(Instance stack) {
        return List.of("parameters", "template_body", "desired_state", "input").stream()
                .flatMap(name -> links.many(stack.at(name)).stream()).toList();
    }

    /** A broker of the Cloud Control provider, whose attributes aren't translated. */
    void broker(Instance broker) {
        translation.add(broker, "AWS::AmazonMQ::Broker", new Properties().with("EngineType", notTranslated(broker)));
    }

    void mapping(Instance mapping) {
        String arn = mapping.at("event_source_arn").text().orElse("");
        if (arn.isEmpty() || arn.contains(":mq:")) {
            Tree unseen = notTranslated(mapping);
            translation.add(mapping, "AWS::Lambda::EventSourceMapping",
                    new Properties().with("EventSourceArn", unseen).with("Queues", List.of(unseen))
                            .with("SourceAccessConfigurations", unseen).with("FunctionName", unseen));
        }
    }

    private static Tree notTranslated(Instance instance) {
        return new Tree.Unclear("`" + instance.address() + "`, a resource of the provider awscc,",
                "declare it with the provider aws");
    }
}
