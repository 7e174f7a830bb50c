package io.github.rabbitlambda.constructs;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Subnet;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.FilterCriteria;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.constructs.Construct;

/** A broker and a VPC that exist and a function in Node, as the documentation shows it. */
final class ExistingBrokerApp {
    private ExistingBrokerApp() {}

    static Stack stack(Construct app) {
        // begin: existing broker
        Stack stack = new Stack(app, "Orders");
        IVpc vpc = Vpc.fromVpcAttributes(stack, "Vpc", VpcAttributes.builder().vpcId("vpc-0123456789abcdef0")
                .availabilityZones(List.of("eu-west-1a")).build());
        ISecurityGroup group = SecurityGroup.fromSecurityGroupId(stack, "BrokerGroup", "sg-0123456789abcdef0");
        IRabbitMqBroker broker = RabbitMqBroker.fromAttributes(stack, "Broker", RabbitMqBrokerAttributes.builder()
                .brokerArn("arn:aws:mq:eu-west-1:123456789012:broker:shop:b-1234a5b6-78cd-901e-2fgh-3i45j6k178l9")
                .amqpsEndpoint("amqps://b-1234a5b6-78cd-901e-2fgh-3i45j6k178l9.mq.eu-west-1.amazonaws.com:5671")
                .credentials(Secret.fromSecretCompleteArn(stack, "Credentials",
                        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-AbCdEf"))
                .vpc(vpc).securityGroups(List.of(group))
                .vpcSubnets(SubnetSelection.builder()
                        .subnets(List.of(Subnet.fromSubnetId(stack, "Subnet", "subnet-0123456789abcdef0"))).build())
                .build());
        Function function = Function.Builder.create(stack, "Orders").runtime(Runtime.NODEJS_22_X)
                .handler("index.handler").code(Code.fromInline("exports.handler = async event => {};")).build();
        function.addEventSource(RabbitMqEventSource.Builder
                .create(broker, RabbitMqQueues.Builder.create("orders").virtualHost("shop").build()).batchSize(10)
                .filters(List.of(FilterCriteria.filter(Map.of("data", Map.of("type", List.of("order")))))).build());
        // end: existing broker
        return stack;
    }
}
