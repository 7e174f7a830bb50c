package io.github.rabbitlambda.constructs.resource;

import io.github.rabbitlambda.constructs.operation.Acknowledgements;
import java.util.Optional;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/**
 * The secret with a user of the broker and its generated password, in the form that Lambda reads. It has no fixed name,
 * because Secrets Manager reserves the name of a deleted secret for its recovery window.
 */
public final class Credentials extends Construct {
    // Amazon MQ requires 12 characters, 4 different ones and none of , : =
    // https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rabbitmq-simple-auth-broker-users.html
    private static final int PASSWORD_LENGTH = 40;
    private final Secret secret;

    public Credentials(Construct scope, String id, Props props) {
        super(scope, id);
        secret = Secret.Builder.create(this, "Secret").description(props.description())
                .generateSecretString(SecretStringGenerator.builder()
                        .secretStringTemplate("{\"username\":\"" + props.user() + "\"}").generateStringKey("password")
                        .passwordLength(PASSWORD_LENGTH).excludePunctuation(true).requireEachIncludedType(true).build())
                .removalPolicy(RemovalPolicy.DESTROY)
                .encryptionKey(props.encryptionKey().orElse(null)).build();
        Removal.keepReplaced(secret);
        if (!props.rotated()) {
            Acknowledgements.add(secret, "AwsSolutions-SMG4",
                    "Rotation is off until rotationDays is given: how a mapping takes a new password is not documented.");
        }
    }

    public Secret secret() {
        return secret;
    }

    /**
     * A change of the user makes another password, which the broker does not know.
     *
     * @param rotated
     *            whether a {@link Rotation} is certain to rotate it
     */
    public record Props(String user, String description, boolean rotated, Optional<IKey> encryptionKey) {

        /** Of the user with which CloudFormation makes the broker. */
        public static Props administrator(boolean rotated, Optional<IKey> encryptionKey) {
            return new Props("rabbitlambda", "User and password of the RabbitMQ broker", rotated, encryptionKey);
        }
    }
}
