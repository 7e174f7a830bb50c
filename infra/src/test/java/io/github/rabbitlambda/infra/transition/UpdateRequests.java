package io.github.rabbitlambda.infra.transition;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteRequest;
import software.amazon.awssdk.services.lambda.model.UpdateAliasRequest;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockRequest;
import software.amazon.awssdk.services.secretsmanager.model.RotateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretRequest;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;

/**
 * Which properties a service can change in place: those that are members of its update requests, read from the SDK's
 * models. CloudFormation may call a property updatable that is none, and then reports success without any effect.
 */
final class UpdateRequests {
    private static final Map<String, List<SdkPojo>> REQUESTS = Map.of(
            "AWS::Lambda::EventSourceMapping", List.of(UpdateEventSourceMappingRequest.builder()),
            "AWS::Lambda::Function",
            List.of(UpdateFunctionConfigurationRequest.builder(), UpdateFunctionCodeRequest.builder()),
            "AWS::Lambda::Alias", List.of(UpdateAliasRequest.builder()),
            "AWS::EC2::VPC", List.of(ModifyVpcAttributeRequest.builder(), CreateTagsRequest.builder()),
            "AWS::EC2::VPCEndpoint", List.of(ModifyVpcEndpointRequest.builder()),
            "AWS::EC2::Subnet", List.of(ModifySubnetAttributeRequest.builder(), CreateTagsRequest.builder()),
            "AWS::EC2::Route", List.of(ReplaceRouteRequest.builder()),
            "AWS::EC2::SecurityGroup", List.of(AuthorizeSecurityGroupIngressRequest.builder()),
            "AWS::DynamoDB::Table", List.of(UpdateTableRequest.builder(), UpdateTimeToLiveRequest.builder()),
            "AWS::S3::Bucket",
            List.of(PutBucketEncryptionRequest.builder(), PutBucketLifecycleConfigurationRequest.builder(),
                    PutBucketTaggingRequest.builder(), PutPublicAccessBlockRequest.builder()));

    private static final Map<String, List<SdkPojo>> MORE_REQUESTS = Map.of(
            "AWS::SQS::Queue", List.of(TagQueueRequest.builder()),
            "AWS::SecretsManager::Secret", List.of(UpdateSecretRequest.builder()),
            "AWS::SecretsManager::RotationSchedule", List.of(RotateSecretRequest.builder()));

    /** Properties that have another name in the request. */
    private static final Map<String, String> NAMES = Map.of(
            "AWS::Lambda::Function.Code", "S3Key",
            "AWS::EC2::VPCEndpoint.SubnetIds", "AddSubnetIds",
            "AWS::EC2::VPCEndpoint.SecurityGroupIds", "AddSecurityGroupIds",
            "AWS::EC2::SecurityGroup.SecurityGroupIngress", "IpPermissions",
            "AWS::S3::Bucket.Tags", "Tagging",
            "AWS::S3::Bucket.BucketEncryption", "ServerSideEncryptionConfiguration");

    /**
     * Services whose module of the SDK is not among the project's dependencies. Amazon MQ's is published in no version
     * that fits. https://docs.aws.amazon.com/amazon-mq/latest/api-reference/brokers-broker-id.html (UpdateBrokerInput),
     * and the CloudFormation reference of each type.
     */
    private static final Map<String, Set<String>> WITHOUT_MODEL = Map.of(
            "AWS::AmazonMQ::Broker",
            Set.of("EngineVersion", "HostInstanceType", "AutoMinorVersionUpgrade", "Logs", "Configuration"),
            "AWS::IAM::Role", Set.of("AssumeRolePolicyDocument", "Policies", "Description"),
            "AWS::IAM::Policy", Set.of("PolicyDocument", "Roles"),
            "AWS::SQS::QueuePolicy", Set.of("PolicyDocument"),
            "AWS::S3::BucketPolicy", Set.of("PolicyDocument"),
            "AWS::CloudWatch::Alarm", Set.of("AlarmDescription", "Metrics", "EvaluationPeriods", "Threshold",
                    "Dimensions"),
            "AWS::CloudWatch::Dashboard", Set.of("DashboardBody"),
            "AWS::StepFunctions::StateMachine", Set.of("DefinitionString", "RoleArn"),
            "AWS::Logs::LogGroup", Set.of("RetentionInDays"),
            "AWS::Events::Rule", Set.of("Description", "ScheduleExpression", "State", "Targets"));

    private UpdateRequests() {}

    static boolean canChange(String type, String property) {
        return type.startsWith("Custom::")
                ? !property.equals("ServiceToken")
                : members(type).contains(NAMES.getOrDefault(type + "." + property, property));
    }

    private static Set<String> members(String type) {
        Stream<String> modelled = Stream.of(REQUESTS, MORE_REQUESTS)
                .flatMap(requests -> requests.getOrDefault(type, List.of()).stream())
                .flatMap(request -> request.sdkFields().stream()).map(SdkField::memberName);
        Stream<String> attributes = type.equals("AWS::SQS::Queue")
                ? Arrays.stream(QueueAttributeName.values()).map(QueueAttributeName::toString)
                : Stream.empty();
        return Stream.of(modelled, attributes, WITHOUT_MODEL.getOrDefault(type, Set.of()).stream())
                .flatMap(names -> names).collect(Collectors.toSet());
    }
}
