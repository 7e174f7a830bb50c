package com.example;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import software.amazon.awscdk.App;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

class OrdersStackTest {
    private final Template template = Template.fromStack(
            new OrdersStack(new App(), "Orders", StackProps.builder().build()));

    @Test
    void readsTheQueueOfTheExistingBroker() {
        template.hasResourceProperties("AWS::Lambda::EventSourceMapping", Map.of("Queues", List.of("orders"),
                "EventSourceArn", Match.stringLikeRegexp(":broker:main:")));
    }

    @Test
    void makesNeitherBrokerNorNetwork() {
        List.of("AWS::AmazonMQ::Broker", "AWS::EC2::VPC", "AWS::EC2::Subnet", "AWS::EC2::VPCEndpoint")
                .forEach(type -> template.resourceCountIs(type, 0));
    }
}
