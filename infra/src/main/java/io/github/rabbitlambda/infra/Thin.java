package io.github.rabbitlambda.infra;

import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.amazonmq.CfnBroker;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;

/** The broker and the mapping that every stack holds. */
final class Thin {
    private Thin() {}

    static void build(Stack stack, String name) {
        Secret secret = Secret.Builder.create(stack, "Credentials").generateSecretString(
                SecretStringGenerator.builder().secretStringTemplate("{\"username\":\"admin\"}")
                        .generateStringKey("password").passwordLength(32).excludePunctuation(true).build())
                .build();
        CfnBroker broker = CfnBroker.Builder.create(stack, "Broker").brokerName(name.substring(0, 20))
                .deploymentMode("SINGLE_INSTANCE").engineType("RABBITMQ").engineVersion("4.2")
                .hostInstanceType("mq.m7g.medium").publiclyAccessible(name.startsWith("Public"))
                .autoMinorVersionUpgrade(true)
                .users(List.of(CfnBroker.UserProperty.builder().username("admin")
                        .password(secret.secretValueFromJson("password").unsafeUnwrap()).build()))
                .build();
        if (name.contains("Custom")) {
            broker.setSubnetIds(subnets(stack, name));
        }
        Function listener = function(stack, "Listener", "function/target/function.jar",
                "io.github.rabbitlambda.function.SampleListener");
        function(stack, "BrokerTasks", "operations/target/operations.jar",
                "io.github.rabbitlambda.operations.BrokerTasks");
        CfnEventSourceMapping.Builder.create(stack, "Mapping").functionName(listener.getFunctionArn())
                .eventSourceArn(broker.getAttrArn()).queues(List.of("orders"))
                .sourceAccessConfigurations(List.of(CfnEventSourceMapping.SourceAccessConfigurationProperty.builder()
                        .type("BASIC_AUTH").uri(secret.getSecretArn()).build()))
                .build();
    }

    private static List<String> subnets(Stack stack, String name) {
        SubnetType type = name.contains("Public") ? SubnetType.PUBLIC : SubnetType.PRIVATE_ISOLATED;
        Vpc vpc = Vpc.Builder.create(stack, "Vpc").maxAzs(1).subnetConfiguration(
                List.of(SubnetConfiguration.builder().name("Broker").subnetType(type).cidrMask(24).build())).build();
        return List.of((type == SubnetType.PUBLIC ? vpc.getPublicSubnets() : vpc.getIsolatedSubnets()).get(0)
                .getSubnetId());
    }

    private static Function function(Stack stack, String id, String jar, String handler) {
        return Function.Builder.create(stack, id).runtime(Runtime.JAVA_25).architecture(Architecture.ARM_64)
                .code(Code.fromAsset(jar)).handler(handler).build();
    }
}
