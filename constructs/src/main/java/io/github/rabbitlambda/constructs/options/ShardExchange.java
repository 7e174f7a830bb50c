package io.github.rabbitlambda.constructs.options;

import java.util.Optional;

/** The exchange that distributes messages over shards by their routing keys. */
public enum ShardExchange {
    /** On every version. After a restart a key may go to another queue. */
    CONSISTENT_HASH("x-consistent-hash"),
    /** From RabbitMQ 4.3 on. A key goes to the same queue as long as the shards are the same. */
    MODULUS_HASH("x-modulus-hash");

    private static final String FIRST_VERSION = "4.3";
    private final String type;

    ShardExchange(String type) {
        this.type = type;
    }

    /** The exchange of this name if the broker has it, and the newest that the broker has if none is named. */
    public static ShardExchange chosen(Optional<String> named, BrokerOptions broker) {
        ShardExchange newest = broker.isAtLeast(FIRST_VERSION) ? MODULUS_HASH : CONSISTENT_HASH;
        String name = named.orElse(newest.option());
        return switch (name) {
            case "consistent-hash" -> CONSISTENT_HASH;
            case "modulus-hash" -> modulusHash(broker);
            default -> throw Refusal.of("shardExchange", "consistent-hash or modulus-hash", name,
                    "no other exchange keeps the messages of a key in one queue");
        };
    }

    private static ShardExchange modulusHash(BrokerOptions broker) {
        if (!broker.isAtLeast(FIRST_VERSION)) {
            throw Refusal.of("shardExchange", "consistent-hash", "modulus-hash", "RabbitMQ " + broker.engineVersion()
                    + " does not have the other; engineVersion " + FIRST_VERSION + " has");
        }
        return MODULUS_HASH;
    }

    /** As an option names it. */
    public String option() {
        return type.replaceFirst("^x-", "");
    }

    /** As RabbitMQ names it. */
    public String type() {
        return type;
    }
}
