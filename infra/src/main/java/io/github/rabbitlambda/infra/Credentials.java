package io.github.rabbitlambda.infra;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/**
 * User and generated password of the broker, in the form that Lambda reads. It has no fixed name: Secrets Manager keeps
 * the name of a deleted secret for its recovery window.
 */
final class Credentials extends Construct {
    private static final String USER = "rabbitlambda";
    // Amazon MQ wants 12 characters, 4 different ones and none of , : =
    // https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rabbitmq-simple-auth-broker-users.html
    private static final int LENGTH = 40;
    private final Secret secret;

    Credentials(Construct scope) {
        super(scope, "Credentials");
        secret = Secret.Builder.create(this, "Secret").description("User and password of the RabbitMQ broker")
                .generateSecretString(SecretStringGenerator.builder()
                        .secretStringTemplate("{\"username\":\"" + USER + "\"}").generateStringKey("password")
                        .passwordLength(LENGTH).excludePunctuation(true).requireEachIncludedType(true).build())
                .removalPolicy(RemovalPolicy.DESTROY).build();
        Acknowledged.on(secret, "AwsSolutions-SMG4",
                "Amazon MQ keeps its own copy of the password, so a rotation of the secret alone locks the mapping out;"
                        + " docs/operate.md has the steps by hand.");
    }

    /** A dynamic reference: CloudFormation reads the value, the template never holds it. */
    String username() {
        return secret.secretValueFromJson("username").unsafeUnwrap();
    }

    /** A dynamic reference, as {@link #username()}. */
    String password() {
        return secret.secretValueFromJson("password").unsafeUnwrap();
    }

    String arn() {
        return secret.getSecretArn();
    }
}
