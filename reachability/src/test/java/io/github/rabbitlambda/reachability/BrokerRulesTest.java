package io.github.rabbitlambda.reachability;

import static io.github.rabbitlambda.reachability.verdict.Verdict.Kind.CONNECTS;
import static io.github.rabbitlambda.reachability.verdict.Verdict.Kind.CONNECTS_IF;
import static io.github.rabbitlambda.reachability.verdict.Verdict.Kind.FAILS;
import static io.github.rabbitlambda.reachability.verdict.Verdict.Kind.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.verdict.Finding;

/** R1 to R5, R18 and R19: the mapping, its broker and their limits. */
class BrokerRulesTest extends RulesTest {
    @Override
    void collect() {
        mappingAndBroker();
        limits();
        subnetsAndGroups();
        publicBroker();
        functionsAndRoles();
    }

    private void limits() {
        add(ISOLATED, "no queue", FAILS, "Queues names 0 queues", MAPPING + "Queues", List.of());
        add(ISOLATED, "queues of a parameter", UNKNOWN, "Queues of `Mapping`: parameter `Names`",
                "Parameters/Names/Type", "CommaDelimitedList", MAPPING + "Queues", ref("Names"));
        add(ISOLATED, "batch of 1", CONNECTS, "", MAPPING + "BatchSize", 1);
        add(ISOLATED, "batch of a parameter", UNKNOWN, "BatchSize of `Mapping`: parameter `Size`",
                "Parameters/Size/Type", "Number", MAPPING + "BatchSize", ref("Size"));
        add(ISOLATED, "window of 0", CONNECTS, "", MAPPING + "MaximumBatchingWindowInSeconds", 0);
        add(ISOLATED, "window of -1", FAILS, "must be between 0 and 300 (given -1). Set it to 0.",
                MAPPING + "MaximumBatchingWindowInSeconds", -1);
        add(ISOLATED, "type of access of a parameter", UNKNOWN, "SourceAccessConfigurations of `Mapping`",
                "Parameters/Kind/Type", "String", MAPPING + "SourceAccessConfigurations/1/Type", ref("Kind"));
        add(ISOLATED, "virtual host of ActiveMQ", FAILS, "ActiveMQ has no virtual hosts", BROKER + "EngineType",
                "ACTIVEMQ");
        add(ISOLATED, "no virtual host", CONNECTS, "", MAPPING + "SourceAccessConfigurations/1", null);
        add(Stacks.without(ISOLATED, "Mapping"), "LDAP before there is a mapping", UNKNOWN,
                "the user that a mapping would log in as", BROKER + "AuthenticationStrategy", "LDAP");
        add(ISOLATED, "authentication of a parameter", UNKNOWN, "AuthenticationStrategy of `Broker`: parameter `How`",
                "Parameters/How/Type", "String", BROKER + "AuthenticationStrategy", ref("How"));
        add(ISOLATED, "authentication SIMPLE", CONNECTS, "", BROKER + "AuthenticationStrategy", "simple");
    }

    private void subnetsAndGroups() {
        add(ISOLATED, "mode of a parameter", UNKNOWN, "DeploymentMode of `Broker`: parameter `Mode`",
                "Parameters/Mode/Type", "String", BROKER + "DeploymentMode", ref("Mode"));
        add(ISOLATED, "subnets of a parameter", UNKNOWN, "the subnets of `Broker`: parameter `Ids`",
                "Parameters/Ids/Type", "List<AWS::EC2::Subnet::Id>", BROKER + "SubnetIds", ref("Ids"));
        add(ISOLATED, "active standby on one subnet", FAILS, "takes exactly two subnets, and it names 1 (BrokerA)",
                BROKER + "EngineType", "ACTIVEMQ", BROKER + "DeploymentMode", "ACTIVE_STANDBY_MULTI_AZ",
                BROKER + "SubnetIds/1", null);
        add(ISOLATED, "one subnet twice", FAILS, "must be in different availability zones", BROKER + "SubnetIds/1",
                ref("BrokerA"));
        add(ISOLATED, "a literal zone beside a selected one", UNKNOWN, "the availability zones of the broker's subnets",
                "Resources/BrokerB/Properties/AvailabilityZone", "eu-west-1b");
        add(ISOLATED, "zones of two parameters", UNKNOWN, "the availability zones of the broker's subnets",
                "Parameters/One/Type", "String", "Parameters/Two/Type", "String",
                "Resources/BrokerA/Properties/AvailabilityZone", ref("One"),
                "Resources/BrokerB/Properties/AvailabilityZone", ref("Two"));
        add(ISOLATED, "subnet of a parameter beside one of the template", UNKNOWN, "parameter `Id`, a subnet,",
                "Parameters/Id/Type", "String", BROKER + "SubnetIds/1", ref("Id"));
        add(ISOLATED, "default group of the VPC", CONNECTS, "",
                BROKER + "SecurityGroups", List.of(getAtt("Vpc.DefaultSecurityGroup")),
                "Resources/EndpointIn/Properties/SourceSecurityGroupId", getAtt("Vpc.DefaultSecurityGroup"));
        add(ISOLATED, "default group of the VPC that a custom resource changes", UNKNOWN,
                "the default security group, which a custom resource changes",
                BROKER + "SecurityGroups", List.of(getAtt("Vpc.DefaultSecurityGroup")),
                "Resources/EndpointIn/Properties/SourceSecurityGroupId", getAtt("Vpc.DefaultSecurityGroup"),
                "Resources/Closer/Type", "Custom::Closer", "Resources/Closer/Properties/Group",
                getAtt("Vpc.DefaultSecurityGroup"));
        add(ISOLATED, "default group of another VPC", FAILS, "are not in one VPC", "Resources/Other",
                resource(ISOLATED, "Vpc"), BROKER + "SecurityGroups", List.of(getAtt("Other.DefaultSecurityGroup")));
    }

    private void publicBroker() {
        add(ISOLATED, "public by a parameter", UNKNOWN, "PubliclyAccessible of `Broker`: parameter `Open`",
                "Parameters/Open/Type", "String", BROKER + "PubliclyAccessible", ref("Open"));
        Tree.Mapping active = Stacks.with(Stacks.with(Stacks.with(NAT, BROKER + "EngineType", "ACTIVEMQ"),
                BROKER + "DeploymentMode", "ACTIVE_STANDBY_MULTI_AZ"), BROKER + "PubliclyAccessible", true);
        Tree.Mapping alone = Stacks.with(active, MAPPING + "SourceAccessConfigurations/1", null);
        add(alone, "public ActiveMQ that lets nobody in", FAILS, "lets the internet in on tcp 61617");
        Tree.Mapping open = Stacks.with(alone, "Resources/BrokerSelfIn/Properties",
                Tree.mapping("GroupId", getAtt("BrokerSg.GroupId"), "IpProtocol", "tcp", "FromPort", 61617, "ToPort",
                        61617, "CidrIp", "0.0.0.0/0"));
        add(open, "public ActiveMQ behind NAT", FAILS, "goes to no internet gateway");
        add(open, "public ActiveMQ behind an internet gateway", CONNECTS, "",
                "Resources/BrokerADefault/Properties/NatGatewayId", null,
                "Resources/BrokerADefault/Properties/GatewayId", ref("Igw"),
                "Resources/BrokerBDefault/Properties/NatGatewayId", null,
                "Resources/BrokerBDefault/Properties/GatewayId", ref("Igw"));
        add(alone, "public ActiveMQ in the default VPC", UNKNOWN,
                "the default VPC, where the broker is without SubnetIds", BROKER + "SubnetIds", null,
                BROKER + "SecurityGroups", null);
        add(open, "public ActiveMQ with groups of another VPC", FAILS, "are not in one VPC",
                "Resources/BrokerSg/Properties/VpcId", null);
    }

    private void functionsAndRoles() {
        add(ISOLATED, "function by its name", CONNECTS, "", MAPPING + "FunctionName", "consumer",
                "Resources/Consumer/Properties/FunctionName", "consumer", "Resources/Another",
                resource(ISOLATED, "Consumer"));
        add(ISOLATED, "function that no template declares", UNKNOWN, "the mapping's function,",
                MAPPING + "FunctionName", "somebody");
        add(ISOLATED, "function by its alias", CONNECTS, "", MAPPING + "FunctionName", ref("Live"),
                "Resources/Live/Type", "AWS::Lambda::Alias", "Resources/Live/Properties/FunctionName",
                ref("Consumer"));
        add(ISOLATED, "function by the alias of another one", UNKNOWN, "the mapping's function",
                MAPPING + "FunctionName", ref("Live"), "Resources/Live/Type", "AWS::Lambda::Alias",
                "Resources/Live/Properties/FunctionName", "somebody");
    }

    @Test
    void leavesAtLeastFourAddressesFree() {
        Tree.Mapping full = Stacks.with(ISOLATED, "Resources/BrokerA/Properties/CidrBlock", "10.20.0.0/28");
        // 16 less 5 of AWS, the broker's, the mapping's and those of endpoints and functions
        for (String id : List.of("StsEndpoint", "SecretsEndpoint", "LambdaApiEndpoint")) {
            full = Stacks.with(full, "Resources/" + id + "/Properties/SubnetIds/-", ref("BrokerA"));
        }
        Tree consumer = resource(Stacks.with(full, "Resources/Consumer/Properties/VpcConfig/SubnetIds",
                List.of(ref("BrokerA"))), "Consumer");
        for (String id : List.of("First", "Second")) {
            full = Stacks.with(full, "Resources/" + id, consumer);
        }
        assertThat(Stacks.verdict(full).findings(Finding.Level.WARNS)).isEmpty();
        assertThat(Stacks.verdict(Stacks.with(full, "Resources/Third", consumer)).findings(Finding.Level.WARNS))
                .singleElement().extracting(Finding::sentence).asString()
                .startsWith("Subnet BrokerA (10.20.0.0/28) has 3 addresses left");
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
