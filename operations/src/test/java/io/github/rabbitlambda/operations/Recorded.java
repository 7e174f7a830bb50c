package io.github.rabbitlambda.operations;

import io.github.rabbitlambda.operations.AwsService.Answer;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Answers of Lambda, EC2 and Amazon MQ, in the forms in which the services send them. */
public final class Recorded {
    public static final String MAPPINGS = "GET /2015-03-31/event-source-mappings";
    public static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:orders";
    public static final String BROKER = "arn:aws:mq:us-east-1:123456789012:broker:orders:b-11111111-1111-1111-1111-111111111111";
    public static final String OTHER_BROKER = "arn:aws:mq:us-east-1:123456789012:broker:other:b-22222222-2222-2222-2222-222222222222";

    private Recorded() {}

    public static String uuid(int number) {
        return "00000000-0000-4000-8000-00000000000" + number;
    }

    public static String mapping(String uuid, String function, String source, String state) {
        return """
                {"BatchSize":100,"EventSourceArn":"%s","FunctionArn":"%s","LastModified":1.7637984E9,
                "LastProcessingResult":"No records processed","MaximumBatchingWindowInSeconds":0,"Queues":["orders"],
                "State":"%s","StateTransitionReason":"USER_INITIATED","UUID":"%s"}""".formatted(source, function, state,
                uuid);
    }

    public static String getMapping(String uuid) {
        return "GET /2015-03-31/event-source-mappings/" + uuid;
    }

    public static Answer mappingTold(String uuid, String state, String reason, String result) {
        return Answer.ok(mapping(uuid, FUNCTION + ":live", BROKER, state).replace("USER_INITIATED", reason)
                .replace("No records processed", result));
    }

    public static Answer mappings(String... mappings) {
        return Answer.ok("{\"EventSourceMappings\":[" + String.join(",", mappings) + "],\"NextMarker\":null}");
    }

    public static String deleteMapping(String uuid) {
        return "DELETE /2015-03-31/event-source-mappings/" + uuid;
    }

    public static String eni(String id, String mappingUuid) {
        return """
                <item><networkInterfaceId>%s</networkInterfaceId><subnetId>subnet-1</subnetId><vpcId>vpc-1</vpcId>
                <description>AWS Lambda VPC ENI-armq-123456789012-%s-0</description><status>in-use</status>
                <groupSet><item><groupId>sg-1</groupId><groupName>broker</groupName></item></groupSet></item>"""
                .formatted(id, mappingUuid);
    }

    public static Answer enis(String... items) {
        return query("DescribeNetworkInterfaces",
                "<networkInterfaceSet>" + String.join("", items) + "</networkInterfaceSet>");
    }

    public static Answer query(String action, String content) {
        return Answer.ok(
                ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><%sResponse "
                        + "xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>1</requestId>%s</%sResponse>")
                        .formatted(action, content, action));
    }

    public static String describeBroker(String arn) {
        return "GET /v1/brokers/" + arn.substring(arn.lastIndexOf(':') + 1);
    }

    public static Answer broker(String groups, String... subnets) {
        return Answer.ok(
                "{\"brokerId\":\"b-1\",\"brokerState\":\"RUNNING\",\"engineType\":\"RABBITMQ\",\"publiclyAccessible\":false,\"securityGroups\":[%s],\"subnetIds\":[%s]}"
                        .formatted(groups.isEmpty() ? "" : "\"" + groups + "\"",
                                Arrays.stream(subnets).map(subnet -> "\"" + subnet + "\"")
                                        .collect(Collectors.joining(","))));
    }
}
