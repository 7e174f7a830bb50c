package io.github.rabbitlambda.constructs;

import io.github.rabbitlambda.constructs.options.BrokerOptions;
import io.github.rabbitlambda.constructs.options.QueueOptions;
import io.github.rabbitlambda.constructs.options.Refusal;
import io.github.rabbitlambda.constructs.options.RetryDelay;
import io.github.rabbitlambda.constructs.options.ShardExchange;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;

/**
 * The queues that a mapping reads: one, or shards behind an exchange, each with a mapping of its own. What a topology
 * declares of them beside, the queue of dead letters, follows from the name.
 */
public final class RabbitMqQueues {
    private final Builder given;

    private RabbitMqQueues(Builder given) {
        this.given = given;
    }

    /** On a broker whose version decides what is possible. */
    QueueOptions on(BrokerOptions broker) {
        return new QueueOptions(given.name, given.virtualHost, given.shards, given.deliveryLimit,
                ShardExchange.chosen(Optional.ofNullable(given.shardExchange).map(ShardExchange::option), broker),
                RetryDelay.chosen(seconds("retryDelay", given.retryDelay),
                        seconds("retryDelayLimit", given.retryDelayLimit), broker));
    }

    private static Optional<Integer> seconds(String name, @Nullable Duration duration) {
        return Optional.ofNullable(duration).map(Duration::toSeconds).map(Number::intValue)
                .map(seconds -> checked(name, seconds));
    }

    private static int checked(String name, int seconds) {
        return name.equals("retryDelay")
                ? RetryDelay.SECONDS.check(name, seconds)
                : RetryDelay.LIMIT.check(name, seconds);
    }

    public static final class Builder {
        private final String name;
        private String virtualHost = "/";
        private int shards = 1;
        private int deliveryLimit = 500;
        private @Nullable ShardExchange shardExchange;
        private @Nullable Duration retryDelay;
        private @Nullable Duration retryDelayLimit;

        private Builder(String name) {
            this.name = name;
        }

        /** Of a queue with this name, at most 243 bytes. */
        public static Builder create(String name) {
            return new Builder(name);
        }

        /** "/" by default. */
        public Builder virtualHost(String host) {
            virtualHost = host;
            return this;
        }

        /** 1 to 100 queues, NAME.1 and so on, and as many invocations at a time; one by default, which is NAME. */
        public Builder shards(int number) {
            shards = number;
            return this;
        }

        /** How often a message comes back before it is a dead letter, 1 to 1,000,000; 500 by default. */
        public Builder deliveryLimit(int times) {
            deliveryLimit = times;
            return this;
        }

        /** By default the newest that the broker has. */
        public Builder shardExchange(ShardExchange exchange) {
            shardExchange = exchange;
            return this;
        }

        /**
         * How long the broker keeps what came back, up to an hour; from RabbitMQ 4.3 on, where it is a minute by default. Zero
         * switches it off.
         */
        public Builder retryDelay(Duration delay) {
            retryDelay = delay;
            return this;
        }

        /** What the delay grows to, at most a day; five minutes by default. */
        public Builder retryDelayLimit(Duration limit) {
            retryDelayLimit = limit;
            return this;
        }

        /**
         * @throws Refusal
         *             if RabbitMQ or Lambda would refuse it; what depends on the broker's version is checked later, by the
         *             construct that has both
         */
        public RabbitMqQueues build() {
            new QueueOptions(name, virtualHost, shards, deliveryLimit, ShardExchange.CONSISTENT_HASH, Optional.empty());
            return new RabbitMqQueues(this);
        }
    }
}
