package io.github.rabbitlambda.infra;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;

/**
 * Names for brokers. Amazon MQ demands a unique one of 50 characters at most and never changes it. A replacement is
 * created beside the old broker, so its name has to differ: hence the hash of all whose change replaces a broker.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-amazonmq-broker.html
 */
final class BrokerName {
    private static final int LONGEST_LABEL = 32;

    private BrokerName() {}

    static String of(Stack stack, DeploymentMode mode, String fingerprint) {
        String stackId = Fn.select(0, Fn.split("-", Fn.select(2, Fn.split("/", stack.getStackId()))));
        return String.join("-", label(stack), stackId, hash(mode + "|" + fingerprint));
    }

    /** What every name in this stack begins with. */
    static String label(Stack stack) {
        String label = stack.getStackName().replace("RabbitMqInstance", "").replaceFirst("Stack$", "");
        return label.substring(0, Math.min(label.length(), LONGEST_LABEL));
    }

    /** Eight hexadecimal digits. */
    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
