package io.github.rabbitlambda.operations.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import com.rabbitmq.client.AMQP.Queue.DeclareOk;

import io.github.rabbitlambda.operations.OperationFailedException;
import io.github.rabbitlambda.operations.broker.MappingCheck.Waits;
import io.github.rabbitlambda.operations.broker.SecretMappings.Mapping;

/** Looks at queues, whether their mappings read. */
record MappingReading(BrokerSettings settings, Logins logins, Administrator administrator, Waits waits) {

    /**
     * Those that were not seen reading within the time; a mapping needs to be seen once, at any moment of it. The
     * administrator's password may be rotated meanwhile, so its login is asked for each time, and a look that fails is repeated.
     *
     * @throws OperationFailedException if the last look failed
     */
    List<Mapping> notSeen(List<Mapping> mappings, Duration limit) {
        List<Mapping> silent = new ArrayList<>(mappings);
        AtomicReference<@Nullable OperationFailedException> failure = new AtomicReference<>();
        if (!silent.isEmpty()) {
            waits.until(limit, () -> {
                failure.set(look(silent).orElse(null));
                return silent.isEmpty();
            });
        }
        if (!silent.isEmpty() && failure.get() instanceof OperationFailedException last) {
            throw last;
        }
        return silent;
    }

    /** Takes away those that read; the answer is why not all could be looked at. */
    private Optional<OperationFailedException> look(List<Mapping> silent) {
        Optional<OperationFailedException> failure = Optional.empty();
        for (Mapping mapping : List.copyOf(silent)) {
            try {
                if (isRead(mapping.queue())) {
                    silent.remove(mapping);
                }
            } catch (OperationFailedException failed) {
                failure = Optional.of(failed);
            }
        }
        return failure;
    }

    // AMQP tells messages and consumers of this moment, and only the management API, some seconds late, what is held
    private boolean isRead(String queue) {
        BrokerSecret login = administrator.login();
        DeclareOk counts = logins.look(login, queue);
        return counts.getConsumerCount() > 0 && (counts.getMessageCount() == 0 || isHeld(login, queue));
    }

    private boolean isHeld(BrokerSecret login, String queue) {
        QueueCounts counts = logins.management(login).call("read the queue " + queue,
                client -> QueueCounts.of(client.getQueue(settings.virtualHost(), queue)));
        return counts.unacknowledged().filter(held -> held > 0).isPresent();
    }
}
