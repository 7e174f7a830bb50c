package io.github.rabbitlambda.reachability;

import static io.github.rabbitlambda.reachability.verdict.Verdict.Kind.CONNECTS;
import static io.github.rabbitlambda.reachability.verdict.Verdict.Kind.CONNECTS_IF;
import static io.github.rabbitlambda.reachability.verdict.Verdict.Kind.FAILS;
import static io.github.rabbitlambda.reachability.verdict.Verdict.Kind.UNKNOWN;

import java.util.List;

import io.github.rabbitlambda.reachability.template.Tree;

/** R1 to R5, R18 and R19: the mapping, its broker and their limits. */
class BrokerRulesTest extends RulesTest {
    @Override
    void collect() {
        mappingAndBroker();
    }

    private void mappingAndBroker() {
        add(ISOLATED, "source is a parameter", UNKNOWN, "parameter `BrokerArn`", "Parameters/BrokerArn/Type", "String",
                MAPPING + "EventSourceArn", ref("BrokerArn"));
        add(ISOLATED, "source is a literal ARN", UNKNOWN, "arn:aws:mq:eu-west-1:123456789012:broker:b:b-1",
                MAPPING + "EventSourceArn", "arn:aws:mq:eu-west-1:123456789012:broker:b:b-1");
        add(ISOLATED, "source is the broker's id", FAILS, "Write Fn::GetAtt Broker.Arn", MAPPING + "EventSourceArn",
                ref("Broker"));
        add(ISOLATED, "source is spelled out around the broker's id", CONNECTS, "", MAPPING + "EventSourceArn",
                Tree.mapping("Fn::Sub", "arn:aws:mq:${AWS::Region}:${AWS::AccountId}:broker:orders:${Broker}"));
        add(ISOLATED, "mapping is disabled", CONNECTS, "is disabled", MAPPING + "Enabled", "false");
        add(PUBLIC, "public cluster", CONNECTS, "", BROKER + "DeploymentMode", "CLUSTER_MULTI_AZ");
        add(PUBLIC, "public is a string", CONNECTS, "", BROKER + "PubliclyAccessible", "True");
        add(PUBLIC, "role of a public broker's mapping lacks interfaces", CONNECTS,
                "warning: Role `ConsumerRole` lacks ec2:CreateNetworkInterface", STATEMENTS + "2", null);
        add(ISOLATED, "cluster on one subnet", CONNECTS, "", BROKER + "SubnetIds/1", null);
        add(ISOLATED, "active standby of RabbitMQ", FAILS, "has no deployment mode ACTIVE_STANDBY_MULTI_AZ",
                BROKER + "DeploymentMode", "ACTIVE_STANDBY_MULTI_AZ");
        add(ISOLATED, "cluster of ActiveMQ", FAILS, "has no deployment mode CLUSTER_MULTI_AZ", BROKER + "EngineType",
                "ActiveMQ");
        add(ISOLATED, "subnets in one zone", FAILS, "must be in different availability zones",
                "Resources/BrokerB/Properties/AvailabilityZone/Fn::Select/0", 0);
        add(ISOLATED, "subnets without a zone", UNKNOWN, "availability zone of subnet",
                "Resources/BrokerB/Properties/AvailabilityZone", null);
        add(ISOLATED, "subnets in zones of one parameter", CONNECTS_IF, "are different availability zones",
                "Parameters/Zones/Type", "List<AWS::EC2::AvailabilityZone::Name>",
                "Resources/BrokerA/Properties/AvailabilityZone/Fn::Select/1", ref("Zones"),
                "Resources/BrokerB/Properties/AvailabilityZone/Fn::Select/1", ref("Zones"));
        add(ISOLATED, "subnets only", FAILS, "Give it SecurityGroups of the same VPC", BROKER + "SecurityGroups", null);
        add(ISOLATED, "groups only", FAILS, "Give it SubnetIds of the same VPC", BROKER + "SubnetIds", null);
        add(Stacks.with(ISOLATED, BROKER + "SubnetIds", null), "neither subnets nor groups", UNKNOWN, "the default VPC",
                BROKER + "SecurityGroups", null);
        add(ISOLATED, "group in the default VPC", FAILS, "are not in one VPC", "Resources/BrokerSg/Properties/VpcId",
                null);
        add(ISOLATED, "engine that no one knows", UNKNOWN, "`KAFKAMQ`", BROKER + "EngineType", "KAFKAMQ");
        add(ISOLATED, "two queues", FAILS, "a mapping reads exactly one", MAPPING + "Queues/-", "other");
        add(ISOLATED, "batch of 10000", CONNECTS, "", MAPPING + "BatchSize", 10_000);
        add(ISOLATED, "batch of 10001", FAILS, "must be between 1 and 10000 (given 10001)", MAPPING + "BatchSize",
                10_001);
        add(ISOLATED, "batch of 0", FAILS, "must be between 1 and 10000 (given 0)", MAPPING + "BatchSize", "0");
        add(ISOLATED, "window of 300", CONNECTS, "", MAPPING + "MaximumBatchingWindowInSeconds", 300);
        add(ISOLATED, "window of 301", FAILS, "must be between 0 and 300 (given 301)",
                MAPPING + "MaximumBatchingWindowInSeconds", 301);
        add(ISOLATED, "function of 14 minutes", CONNECTS, "", "Resources/Consumer/Properties/Timeout", 840);
        add(ISOLATED, "function of more than 14 minutes", FAILS, "must be between 1 and 840 (given 841)",
                "Resources/Consumer/Properties/Timeout", 841);
        add(ISOLATED, "no credentials", FAILS, "holds 0 entries of type BASIC_AUTH",
                MAPPING + "SourceAccessConfigurations/0", null);
        add(ISOLATED, "two virtual hosts", FAILS, "at most one", MAPPING + "SourceAccessConfigurations/-",
                Tree.mapping("Type", "VIRTUAL_HOST", "URI", "/b"));
        add(ISOLATED, "another type of access", FAILS, "a type other than BASIC_AUTH and VIRTUAL_HOST",
                MAPPING + "SourceAccessConfigurations/-", Tree.mapping("Type", "SASL_SCRAM_512_AUTH", "URI", "x"));
        add(ISOLATED, "broker with LDAP", FAILS, "user name and password only", BROKER + "AuthenticationStrategy",
                "LDAP");
        add(ISOLATED, "small subnet", CONNECTS, "has 0 addresses left", "Resources/BrokerA/Properties/CidrBlock",
                "10.20.0.0/29",
                "Resources/StsEndpoint/Properties/SubnetIds/-", ref("BrokerA"),
                "Resources/SecretsEndpoint/Properties/SubnetIds/-", ref("BrokerA"),
                "Resources/LambdaApiEndpoint/Properties/SubnetIds/-", ref("BrokerA"),
                "Resources/Consumer/Properties/VpcConfig/SubnetIds", List.of(ref("BrokerA")));
    }
}
