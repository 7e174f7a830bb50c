package io.github.rabbitlambda.acceptance.publisher;

import java.nio.file.Path;

import io.github.rabbitlambda.function.RabbitMqListener;

/** A listener whose handler stores what it sees of a message in the file {@value #FILE}. */
public final class RecordingListener extends RabbitMqListener {
    static final String FILE = "SEEN";

    /** The constructor that Lambda calls. */
    public RecordingListener() {
        super((message, context) -> SeenMessage.of(message).write(Path.of(System.getenv(FILE))));
    }
}
