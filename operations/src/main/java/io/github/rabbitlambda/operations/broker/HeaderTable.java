package io.github.rabbitlambda.operations.broker;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

import io.github.rabbitlambda.operations.Input;

/** The headers of a message that is published again. {@link LambdaHeader} converts each. */
final class HeaderTable {
    /**
     * Headers that a broker adds to a message in its queues. They tell of its earlier life; left in, they would be
     * taken for the new one, and RabbitMQ continues a {@code x-death} that it finds.
     *
     * @see <a href="https://www.rabbitmq.com/docs/dlx#effects">Dead-lettered effects on messages</a>
     */
    private static final Set<String> OF_THE_BROKER = Set.of("x-death", "x-delivery-count", "x-acquired-count",
            "x-first-death-exchange", "x-first-death-queue", "x-first-death-reason", "x-last-death-exchange",
            "x-last-death-queue", "x-last-death-reason");
    /**
     * Headers that name further queues. With them the message would reach those queues a second time.
     *
     * @see <a href="https://www.rabbitmq.com/docs/sender-selected">Sender-selected distribution</a>
     */
    private static final Set<String> OF_ROUTING = Set.of("CC", "BCC");
    private static final Set<String> LEFT_OUT = Stream.of(OF_THE_BROKER, OF_ROUTING).flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private HeaderTable() {}

    /** Reads the headers of a record: an object, nothing, or, as one published event has it, an empty array. */
    static @Nullable Map<String, Object> of(Input properties) {
        return List.of().equals(properties.values().get("headers"))
                ? null
                : properties.object("headers").flatMap(headers -> Optional.ofNullable(fromLambda(headers)))
                        .orElse(null);
    }

    static @Nullable Map<String, Object> withoutTraces(@Nullable Map<String, Object> headers) {
        if (headers == null || Collections.disjoint(headers.keySet(), LEFT_OUT)) {
            return headers;
        }
        Map<String, Object> kept = new LinkedHashMap<>(headers);
        kept.keySet().removeAll(LEFT_OUT);
        return kept.isEmpty() ? null : kept;
    }

    /** Headers that will be left out are not read, so that they can't keep a message from being published. */
    private static @Nullable Map<String, Object> fromLambda(Input headers) {
        Map<String, Object> table = new LinkedHashMap<>();
        headers.values().forEach((key, value) -> {
            String name = AmqpText.shortText("the name of a header", String.valueOf(key));
            if (!LEFT_OUT.contains(name)) {
                table.put(name, new LambdaHeader(name).value(value));
            }
        });
        return table.isEmpty() && !headers.values().isEmpty() ? null : table;
    }
}
