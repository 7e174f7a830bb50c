package io.github.rabbitlambda.constructs;

import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.services.lambda.IFunction;

/**
 * What the owner of a function must allow its role, where the role is not known and can be granted nothing.
 */
final class UnknownRole {
    private UnknownRole() {}

    static void warn(IFunction target, BrokerBase broker) {
        Annotations.of(target).addWarningV2("rabbitlambda:role", "the role of this function is not known here: it must"
                + " be allowed mq:DescribeBroker on the broker, secretsmanager:GetSecretValue on the secret with which the"
                + " mapping signs in, kms:Decrypt on that secret's key if it has one of its own"
                + (broker.isInVpc() ? interfaces() : "")
                + ", or the mapping is not created"
                + ". Import the function with its role (FunctionAttributes.role), and all of it is done here");
    }

    private static String interfaces() {
        return ", and ec2:CreateNetworkInterface, DeleteNetworkInterface and the Describe actions of network interfaces,"
                + " security groups, subnets and VPCs";
    }
}
