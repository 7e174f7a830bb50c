package io.github.rabbitlambda.acceptance.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import io.github.rabbitlambda.local.broker.RabbitMq;

/** Publishes with amqplib, in a process of Node. */
final class AmqplibPublisher {
    private static final long SECONDS = 60;

    private AmqplibPublisher() {}

    /**
     * Publishes one message to a queue of its own and returns what the handler saw.
     *
     * @param code
     *            JavaScript that publishes with {@code channel} to {@code queue}
     */
    static SeenMessage published(String code) throws Exception {
        String queue = MappedHandler.queue();
        String url = "amqp://guest:guest@127.0.0.1:" + RabbitMq.node().uri().port();
        Process node = new ProcessBuilder("node", "src/test/js/publish.js", url, queue, code).redirectErrorStream(true)
                .start();
        try {
            String printed = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(node.waitFor(SECONDS, TimeUnit.SECONDS)).as("node ended").isTrue();
            assertThat(node.exitValue()).as(printed).isZero();
        } finally {
            node.destroyForcibly();
        }
        return MappedHandler.sees(queue);
    }
}
