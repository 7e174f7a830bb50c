package io.github.rabbitlambda.reachability.terraform;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Sentences about a template as sentences about a plan: properties have Terraform's names. */
final class Words {
    private static final Map<Pattern, String> PHRASES = new LinkedHashMap<>();
    /** A property such as SubnetIds; no part of an address, an action, an ARN or a name in quotes. */
    private static final Pattern PROPERTY = Pattern
            .compile("(?<![\\w.:/`\"-])(?:[A-Z][a-z]+){2,}(?:Arn|Ids?|URI)?(?![\\w:/-])");
    private static final Pattern BRAND = Pattern.compile("RabbitMQ|ActiveMQ|AmazonMQ|CloudFormation|EventBridge");

    static {
        phrase("\\$\\{([^${}]+)\\.Arn}", "$1.arn");
        phrase("\\$?\\{?([\\w.\\[\\]\"-]+)\\.DefaultSecurityGroup}?", "the default group of $1");
        phrase("\\$?\\{?([\\w.\\[\\]\"-]+)\\.DefaultNetworkAcl}?", "the default ACL of $1");
        phrase("\\$\\{([a-z][^${}]*\\.[^${}]+)}", "$1");
        phrase("write it as Fn::GetAtt of the broker", "write it as the arn of the broker");
        phrase("Write Fn::GetAtt (\\S+)\\.Arn\\.", "Write $1.arn.");
        phrase("SourceAccessConfigurations", "source_access_configuration");
        phrase("AssumeRolePolicyDocument", "assume_role_policy");
        phrase("standalone SecurityGroupEgress", "standalone egress rule");
        phrase("\\bSecurityGroup(Ingress|Egress)\\b", "security group rule");
        phrase("(?<=: |; |^)Queues (?=of|names)", "queues ");
        phrase("\\bTimeout of\\b", "timeout of");
        phrase("whose Users name another", "whose user blocks name another");
        phrase(" by dynamic references", "");
        phrase("whose template leaves it empty|which the template leaves empty", "which the plan leaves empty");
        phrase("check it with the template that declares (it|the subnet, its VPC and its route table|the route table|the VPC)",
                "check the plan or state that declares $1");
        phrase("declare (it|the group|the policy) in a template that is checked too",
                "declare $1 in the configuration of this plan");
        phrase(",,", ",");
        phrase("\\bof these templates\\b", "of this plan");
        phrase("\\b(the|a|these|this) templates?\\b", "the plan");
    }

    private Words() {}

    private static void phrase(String pattern, String replacement) {
        PHRASES.put(Pattern.compile(pattern), replacement);
    }

    static String of(String sentence) {
        String words = sentence;
        for (Map.Entry<Pattern, String> phrase : PHRASES.entrySet()) {
            words = phrase.getKey().matcher(words).replaceAll(phrase.getValue());
        }
        return PROPERTY.matcher(words).replaceAll(found -> attribute(found.group()));
    }

    /** The name of an attribute: {@code private_dns_enabled} for {@code PrivateDnsEnabled}. */
    static String attribute(String property) {
        return BRAND.matcher(property).matches()
                ? property
                : property.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
