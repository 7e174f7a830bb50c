package io.github.rabbitlambda.infra;

import io.github.rabbitlambda.infra.Context.Range;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The topology: the queue or its shards, what the exchange in front of them is called, and where dead letters go.
 *
 * @param shards
 *            queues and mappings, hence concurrent invocations
 * @param deliveryLimit
 *            returns of a message to its quorum queue before it is dead-lettered
 */
record QueueOptions(String name, String virtualHost, int shards, int deliveryLimit) {
    // AMQP 0-9-1 names are short strings; the longest suffix that this class adds has 12 characters
    private static final int LONGEST_NAME = 255 - 12;
    // https://docs.aws.amazon.com/lambda/latest/api/API_SourceAccessConfiguration.html
    private static final String VIRTUAL_HOST = "[a-zA-Z0-9/*:_+=.@-]{1,200}";
    private static final Range SHARDS = new Range(1, 100,
            "each shard is a queue, a mapping and an invocation of its own");
    private static final Range DELIVERY_LIMIT = new Range(1, 1_000_000,
            "without a limit one poison message blocks the queue for ever");

    QueueOptions {
        checkName(name);
        if (!virtualHost.matches(VIRTUAL_HOST)) {
            throw Refusal.of("virtualHost", "1 to 200 letters, digits or / * : _ + = . @ -", virtualHost,
                    "Lambda takes no other virtual hosts");
        }
    }

    static QueueOptions of(Context context) {
        return new QueueOptions(context.text("queueName", "messages"), context.text("virtualHost", "/"),
                context.number("shards", SHARDS).orElse(1),
                context.number("deliveryLimit", DELIVERY_LIMIT).orElse(500));
    }

    private static void checkName(String name) {
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            throw Refusal.of("queueName", "at most " + LONGEST_NAME + " bytes", name,
                    "RabbitMQ's names end at 255 and the dead-letter queue's is 12 longer");
        }
        if (name.startsWith("amq.")) {
            throw Refusal.of("queueName", "a name without the prefix amq.", name, "RabbitMQ reserves it");
        }
    }

    boolean sharded() {
        return shards > 1;
    }

    /** One queue under its own name, or the shards numbered from 1. */
    List<String> queues() {
        return sharded()
                ? IntStream.rangeClosed(1, shards).mapToObj(shard -> name + "." + shard).toList()
                : List.of(name);
    }

    /** The consistent-hash exchange in front of the shards. */
    Optional<String> exchange() {
        return Optional.of(name).filter(any -> sharded());
    }

    Optional<String> unroutableQueue() {
        return exchange().map(exchange -> exchange + ".unroutable");
    }

    String deadLetterQueue() {
        return name + ".dead-letter";
    }

    String deadLetterExchange() {
        return name + ".dead-letter";
    }

    /** All that is declared: the listener's, the unroutable's, the dead letters'. */
    List<String> every() {
        List<String> every = new ArrayList<>(queues());
        unroutableQueue().ifPresent(every::add);
        every.add(deadLetterQueue());
        return every;
    }

    boolean ownVirtualHost() {
        return !virtualHost.equals("/");
    }
}
