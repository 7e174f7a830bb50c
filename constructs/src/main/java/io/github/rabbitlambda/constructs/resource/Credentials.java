package io.github.rabbitlambda.constructs.resource;

import software.amazon.awscdk.services.kms.IKey;
import java.util.Optional;
import io.github.rabbitlambda.constructs.operation.Acknowledgements;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/**
 * The secret with the broker's user and generated password, in the form that Lambda reads. It has no fixed name,
 * because Secrets Manager reserves the name of a deleted secret for its recovery window.
 */
public final class Credentials extends Construct {
    private static final String USER = "rabbitlambda";
    // Amazon MQ requires 12 characters, 4 different ones and none of , : =
    // https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rabbitmq-simple-auth-broker-users.html
    private static final int PASSWORD_LENGTH = 40;
    private final Secret secret;

    public Credentials(Construct scope, Optional<IKey> encryptionKey) {
        super(scope, "Credentials");
        secret = Secret.Builder.create(this, "Secret").description("User and password of the RabbitMQ broker")
                .generateSecretString(SecretStringGenerator.builder()
                        .secretStringTemplate("{\"username\":\"" + USER + "\"}").generateStringKey("password")
                        .passwordLength(PASSWORD_LENGTH).excludePunctuation(true).requireEachIncludedType(true).build())
                .removalPolicy(RemovalPolicy.DESTROY)
                .encryptionKey(encryptionKey.orElse(null)).build();
        Removal.keepReplaced(secret);
        Acknowledgements.add(secret, "AwsSolutions-SMG4",
                "Amazon MQ keeps its own copy of the password, so a rotation of the secret alone locks the mapping out;"
                        + " docs/operate.md has the steps by hand.");
    }

    public String arn() {
        return secret.getSecretArn();
    }

    public Secret secret() {
        return secret;
    }
}
