package io.github.rabbitlambda.constructs.resource;

import java.util.Locale;
import java.util.Optional;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.Construct;

/**
 * The secrets of the two users that a deployment makes on the broker: the consumer, as whom mappings sign in, and the publisher of
 * test messages and replays. Each name ends with -a; a rotation turns it into -b, and back.
 */
public final class DeclaredUsers extends Construct {
    private final ISecret consumer;
    private final ISecret publisher;

    public DeclaredUsers(Construct scope, String id, Props props) {
        super(scope, id);
        consumer = secret("Consumer", "Consumer of the RabbitMQ broker's queues", props);
        publisher = secret("Publisher", "Publisher of messages to the RabbitMQ broker", props);
    }

    private ISecret secret(String id, String description, Props props) {
        String user = id.toLowerCase(Locale.ROOT) + props.owner().map(owner -> "-" + owner).orElse("") + "-a";
        return new Credentials(this, id,
                new Credentials.Props(user, description, props.rotated(), props.encryptionKey())).secret();
    }

    public ISecret consumer() {
        return consumer;
    }

    public ISecret publisher() {
        return publisher;
    }

    /**
     * @param owner
     *            part of the users' names, where others may make users on the broker too
     */
    public record Props(Optional<String> owner, boolean rotated, Optional<IKey> encryptionKey) {}
}
