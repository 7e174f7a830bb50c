package io.github.rabbitlambda.constructs.options;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The topology: the queue or its shards, the exchange in front of them, and the queue of dead letters.
 *
 * @param shards
 *            number of queues and mappings, and so of concurrent invocations
 * @param deliveryLimit
 *            how often a message can return to its quorum queue before it is dead-lettered
 * @param retryDelay
 *            how long the broker keeps what came back; if empty, it delivers it again at once
 */
public record QueueOptions(String name, String virtualHost, int shards, int deliveryLimit, ShardExchange shardExchange,
        Optional<RetryDelay> retryDelay) {
    // AMQP 0-9-1 names have at most 255 bytes; the longest suffix that this class adds has 12
    private static final int LONGEST_SUFFIX = 12;
    private static final int MAXIMUM_NAME_BYTES = 255 - LONGEST_SUFFIX;
    private static final String UNROUTABLE = ".unroutable";
    // quotation marks and comma
    private static final int SEPARATOR = 3;
    // of Lambda's 4096 for names and values together; the other variables of BrokerTasks have 1700 at most, three ARNs of
    // secrets and ConsumerPermissions.BYTES among them
    private static final int ENVIRONMENT_BYTES = 2390;
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Dimension.html
    private static final String METRIC = "[\\x20-\\x7e]+";
    // https://docs.aws.amazon.com/lambda/latest/api/API_SourceAccessConfiguration.html
    private static final String VIRTUAL_HOST = "[a-zA-Z0-9/*:_+=.@-]{1,200}";
    public static final Range SHARDS = new Range(1, 100,
            "each shard is a queue, a mapping and an invocation of its own");
    public static final Range DELIVERY_LIMIT = new Range(1, 1_000_000,
            "without a limit one poison message blocks the queue for ever");

    public QueueOptions {
        Mistakes mistakes = new Mistakes();
        mistakes.in(() -> checkName(name));
        mistakes.in(() -> checkVirtualHost(virtualHost));
        mistakes.in(() -> SHARDS.check("shards", shards));
        mistakes.in(() -> DELIVERY_LIMIT.check("deliveryLimit", deliveryLimit));
        mistakes.throwIfAny();
        checkEnvironment(name, shards);
    }

    private static void checkVirtualHost(String name) {
        if (!name.matches(VIRTUAL_HOST)) {
            throw Refusal.of("virtualHost", "1 to 200 letters, digits or / * : _ + = . @ -", name,
                    "Lambda takes no other virtual hosts");
        }
    }

    private static void checkEnvironment(String name, int shards) {
        int listed = queues(name, shards).stream().mapToInt(queue -> bytes(queue) + SEPARATOR).sum();
        int others = shards > 1 ? 3 * bytes(name) + LONGEST_SUFFIX + UNROUTABLE.length() : bytes(name) + LONGEST_SUFFIX;
        if (listed + others > ENVIRONMENT_BYTES) {
            throw Refusal.of("queueName",
                    "short enough for the names of " + shards + " shards and of what belongs to them to have "
                            + ENVIRONMENT_BYTES + " bytes together",
                    name + ", which needs " + (listed + others),
                    "functions read them in their environment, and Lambda's limit for all of it is 4 KB");
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Refuses a name that no metric can have. */
    public void checkMetrics() {
        if (!name.matches(METRIC)) {
            throw Refusal.of("queueName", "printable ASCII while observe is true", name,
                    "the queue's name is in its metrics, and CloudWatch takes no other characters there");
        }
    }

    private static void checkName(String name) {
        if (bytes(name) > MAXIMUM_NAME_BYTES) {
            throw Refusal.of("queueName", "at most " + MAXIMUM_NAME_BYTES + " bytes", name,
                    "RabbitMQ's names end at 255 and the dead-letter queue's is 12 longer");
        }
        if (name.startsWith("amq.")) {
            throw Refusal.of("queueName", "a name without the prefix amq.", name, "RabbitMQ reserves it");
        }
    }

    boolean isSharded() {
        return shards > 1;
    }

    /** One queue under its own name, or the shards numbered from 1. */
    public List<String> queues() {
        return queues(name, shards);
    }

    private static List<String> queues(String name, int shards) {
        return shards > 1
                ? IntStream.rangeClosed(1, shards).mapToObj(shard -> name + "." + shard).toList()
                : List.of(name);
    }

    /** The exchange in front of the shards. */
    public Optional<String> exchange() {
        return Optional.of(name).filter(queue -> isSharded());
    }

    public Optional<String> unroutableQueue() {
        return exchange().map(exchange -> exchange + UNROUTABLE);
    }

    public String deadLetterQueue() {
        return name + ".dead-letter";
    }

    public String deadLetterExchange() {
        return name + ".dead-letter";
    }

    /** The listener's queues, the queue of unroutable messages and the queue of dead letters. */
    public List<String> allQueues() {
        List<String> all = new ArrayList<>(queues());
        unroutableQueue().ifPresent(all::add);
        all.add(deadLetterQueue());
        return all;
    }

    public boolean hasOwnVirtualHost() {
        return !virtualHost.equals("/");
    }
}
