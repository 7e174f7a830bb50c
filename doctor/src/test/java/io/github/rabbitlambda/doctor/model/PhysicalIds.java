package io.github.rabbitlambda.doctor.model;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;

/** The ids and ARNs that AWS would give the resources of a template, always the same ones for the same template. */
final class PhysicalIds {
    static final String REGION = "eu-central-1";
    static final String ACCOUNT = "123456789012";
    private static final Map<String, String> PREFIXES = Map.of("AWS::EC2::VPC", "vpc", "AWS::EC2::Subnet", "subnet",
            "AWS::EC2::RouteTable", "rtb", "AWS::EC2::SecurityGroup", "sg", "AWS::EC2::InternetGateway", "igw",
            "AWS::EC2::NatGateway", "nat", "AWS::EC2::NetworkAcl", "acl", "AWS::EC2::VPCEndpoint", "vpce",
            "AWS::EC2::EIP", "eipalloc");

    private final JsonNode resources;

    PhysicalIds(JsonNode template) {
        this.resources = template.path("Resources");
    }

    private String type(String logicalId) {
        return resources.path(logicalId).path("Type").asText();
    }

    /** What Ref returns. */
    String of(String logicalId) {
        return switch (type(logicalId)) {
            case "AWS::AmazonMQ::Broker" -> "b-" + uuid(logicalId);
            case "AWS::Lambda::EventSourceMapping" -> uuid(logicalId);
            case "AWS::KMS::Key" -> uuid(logicalId);
            case "AWS::SecretsManager::Secret" -> arn(logicalId);
            default -> PREFIXES.containsKey(type(logicalId))
                    ? PREFIXES.get(type(logicalId)) + "-0" + hex(logicalId)
                    : name(logicalId);
        };
    }

    String name(String logicalId) {
        String type = type(logicalId);
        String given = resources.path(logicalId).path("Properties")
                .path(type.equals("AWS::IAM::Role")
                        ? "RoleName"
                        : type.equals("AWS::Lambda::Function") ? "FunctionName" : "Name")
                .asText();
        return given.isEmpty() ? "orders-" + logicalId + "-" + hex(logicalId).substring(0, 12) : given;
    }

    String arn(String logicalId) {
        return switch (type(logicalId)) {
            case "AWS::AmazonMQ::Broker" -> arn("mq", "broker:" + resources.path(logicalId).path("Properties")
                    .path("BrokerName").asText("orders") + ":b-" + uuid(logicalId));
            case "AWS::Lambda::Function" -> arn("lambda", "function:" + name(logicalId));
            case "AWS::IAM::Role" -> "arn:aws:iam::" + ACCOUNT + ":role/" + name(logicalId);
            case "AWS::KMS::Key" -> arn("kms", "key/" + uuid(logicalId));
            case "AWS::SecretsManager::Secret" -> arn("secretsmanager", "secret:" + name(logicalId) + "-aB3dE6");
            case "AWS::IAM::ManagedPolicy" -> "arn:aws:iam::" + ACCOUNT + ":policy/" + name(logicalId);
            default -> arn("other", logicalId);
        };
    }

    private static String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + resource;
    }

    String mainTable(String vpc) {
        return "rtb-1" + hex(vpc);
    }

    String defaultGroup(String vpc) {
        return "sg-1" + hex(vpc);
    }

    String defaultAcl(String vpc) {
        return "acl-1" + hex(vpc);
    }

    private static String uuid(String logicalId) {
        return UUID.nameUUIDFromBytes(logicalId.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String hex(String logicalId) {
        return uuid(logicalId).replace("-", "").substring(0, 16);
    }
}
