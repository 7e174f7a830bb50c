package io.github.rabbitlambda.operations.broker;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.ShutdownSignalException;
import io.github.rabbitlambda.operations.Input;
import io.github.rabbitlambda.operations.PeekRequest;
import io.github.rabbitlambda.operations.PeekedMessage;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Shows the first messages of the dead-letter queue. RabbitMQ shows a message only by delivering it, so each is
 * returned to its place afterwards, together with all others. What changes is the broker's count of deliveries
 * ({@code x-delivery-count} before RabbitMQ 4.3, {@code x-acquired-count} since), which the dead-letter queue does not
 * limit.
 */
record PeekTask(BrokerSettings settings, AmqpBroker broker, Clock clock) {
    private static final Set<String> MEMBERS = Stream.of(Set.of("task", "from"), PeekRequest.MEMBERS)
            .flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());

    Map<String, Object> peek(Input event) {
        event.requireOnly(MEMBERS);
        String from = settings.deadLettersOf(event);
        PeekRequest request = PeekRequest.of(event);
        try (Connection connection = broker.connectToRead(); Channel channel = connection.createChannel()) {
            return peek(channel, from, request);
        } catch (IOException | TimeoutException | ShutdownSignalException failure) {
            throw AmqpBroker.unreadable(from, failure);
        }
    }

    private Map<String, Object> peek(Channel channel, String from, PeekRequest request) throws IOException {
        int depth = channel.queueDeclarePassive(from).getMessageCount();
        List<Map<String, Object>> messages = new ArrayList<>();
        long last = 0;
        while (messages.size() < request.messages()) {
            GetResponse message = channel.basicGet(from, false);
            if (message == null) {
                break;
            }
            last = message.getEnvelope().getDeliveryTag();
            messages.add(shown(new DeadLetter(message, from), request));
        }
        if (last > 0) {
            channel.basicNack(last, true, true);
        }
        return PeekedMessage.answer(depth, messages);
    }

    private Map<String, Object> shown(DeadLetter letter, PeekRequest request) {
        BasicProperties properties = letter.message().getProps();
        PeekedMessage shown = new PeekedMessage(request).with("id", properties.getMessageId());
        letter.death().ifPresent(death -> shown.with("queue", death.queue()).with("reason", death.reason().orElse(null))
                .with("deaths", death.count()));
        letter.at().ifPresent(time -> shown.since("deadAt", time, clock.instant()));
        return shown.properties(ReadableProperties.of(properties))
                .headers(ReadableProperties.headers(properties))
                .body(letter.message().getBody(), properties.getContentEncoding()).json();
    }
}
