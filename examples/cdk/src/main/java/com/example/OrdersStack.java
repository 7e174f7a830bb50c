package com.example;

import java.util.List;

import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SecurityGroupImportOptions;
import software.amazon.awscdk.services.ec2.Subnet;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.constructs.Construct;

import io.github.rabbitlambda.constructs.IRabbitMqBroker;
import io.github.rabbitlambda.constructs.ParkedMessages;
import io.github.rabbitlambda.constructs.RabbitMqBroker;
import io.github.rabbitlambda.constructs.RabbitMqBrokerAttributes;
import io.github.rabbitlambda.constructs.RabbitMqEventSource;
import io.github.rabbitlambda.constructs.RabbitMqListener;
import io.github.rabbitlambda.constructs.RabbitMqMonitoring;
import io.github.rabbitlambda.constructs.RabbitMqQueues;

/** The function of java-maven, which reads the queue {@code orders} of a broker that exists, in a VPC that exists. */
final class OrdersStack extends Stack {
    private static final String ARN = "arn:aws:mq:eu-central-1:123456789012:broker:main:b-0a1b2c3d-1111-4222-8333-444455556666";
    private static final String SECRET_ARN = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:orders-consumer-AbCdEf";

    OrdersStack(Construct scope, String id, StackProps props) {
        super(scope, id, props);
        ParkedMessages parked = ParkedMessages.Builder.create(this, "Parked").build();
        RabbitMqListener listener = RabbitMqListener.Builder.create(this, "Listener")
                .jar("../java-maven/target/orders.jar").handler("com.example.OrderListener").parkedMessages(parked)
                .build();
        RabbitMqEventSource orders = RabbitMqEventSource.Builder
                .create(broker(), RabbitMqQueues.Builder.create("orders").build()).build();
        listener.addEventSource(orders);
        RabbitMqMonitoring.Builder.create(this, "Monitoring", orders).parkedMessages(parked).build();
    }

    private IRabbitMqBroker broker() {
        IVpc vpc = Vpc.fromVpcAttributes(this, "Vpc", VpcAttributes.builder().vpcId("vpc-0a1b2c3d4e5f60718")
                .availabilityZones(List.of("eu-central-1a")).build());
        ISubnet subnet = Subnet.fromSubnetId(this, "BrokerSubnet", "subnet-0a1b2c3d4e5f60718");
        ISecurityGroup group = SecurityGroup.fromSecurityGroupId(this, "BrokerGroup", "sg-0a1b2c3d4e5f60718",
                SecurityGroupImportOptions.builder().mutable(false).build());
        return RabbitMqBroker.fromAttributes(this, "Broker", RabbitMqBrokerAttributes.builder().brokerArn(ARN)
                .amqpsEndpoint("amqps://b-0a1b2c3d-1111-4222-8333-444455556666.mq.eu-central-1.on.aws:5671")
                .credentials(Secret.fromSecretCompleteArn(this, "Credentials", SECRET_ARN)).vpc(vpc)
                .vpcSubnets(SubnetSelection.builder().subnets(List.of(subnet)).build())
                .securityGroups(List.of(group)).build());
    }
}
