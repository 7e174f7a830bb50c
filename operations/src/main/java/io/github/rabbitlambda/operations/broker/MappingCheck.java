package io.github.rabbitlambda.operations.broker;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import com.rabbitmq.client.AMQP.Queue.DeclareOk;

import io.github.rabbitlambda.operations.OperationFailedException;
import io.github.rabbitlambda.operations.broker.SecretMappings.Mapping;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * Looks whether the enabled mappings read on after their secret has changed, and disables and enables once each that does
 * not. What a mapping does when its secret changes is not documented; one that goes on with its connection, or logs in with
 * the former user, reads on, since that user works until the next rotation.
 *
 * <p>Assumption: a mapping that reads has a consumer on its queue and, while messages are ready, holds some of them. Whether it
 * acknowledges is not asked: an invocation may be long, or fail.
 *
 * <p>A mapping that is disabled here has its UUID in a label of the secret's current version until it is enabled again. So
 * one that was left by an interrupted check is enabled by the next, and one that somebody else has disabled stays so.
 */
final class MappingCheck {
    static final String DISABLED = "RABBITLAMBDA_DISABLED_";

    private final BrokerSettings settings;
    private final Logins logins;
    private final Supplier<LambdaClient> lambda;
    private final Waits waits;
    private final PrintStream log;

    /**
     * @param reading how long a mapping has until it must have been seen reading
     * @param change how long Lambda has to enable or disable a mapping
     * @param end when every wait is over, as {@link System#nanoTime()} tells time
     */
    record Waits(Duration reading, Duration change, Duration pause, long end) {
        /** The limits of the stacks' functions, of which a rotation has so much time left. */
        static Waits within(Duration left) {
            return new Waits(Duration.ofSeconds(90), Duration.ofMinutes(4), Duration.ofSeconds(5),
                    System.nanoTime() + left.toNanos());
        }

        boolean until(Duration limit, BooleanSupplier condition) {
            long last = Math.min(System.nanoTime() + limit.toNanos(), end);
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() + pause.toNanos() > last) {
                    return false;
                }
                sleep();
            }
            return true;
        }

        private void sleep() {
            try {
                Thread.sleep(pause);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new OperationFailedException("Interrupted while waiting", interrupted);
            }
        }
    }

    MappingCheck(BrokerSettings settings, Logins logins, Supplier<LambdaClient> lambda, Waits waits, PrintStream log) {
        this.settings = settings;
        this.logins = logins;
        this.lambda = lambda;
        this.waits = waits;
        this.log = log;
    }

    /** @throws OperationFailedException if a mapping does not read, even after it was disabled and enabled */
    void check(SecretVersions versions, BrokerSecret administrator) {
        if (settings.brokerArn().isEmpty()) {
            return;
        }
        try (LambdaClient client = lambda.get()) {
            SecretMappings mappings = new SecretMappings(client, settings.brokerArn().get(), versions.arn());
            versions.labelsThatBeginWith(DISABLED).forEach(label -> enable(label, versions, mappings));
            List<Mapping> enabled = mappings.inState("Enabled");
            if (enabled.isEmpty()) {
                log.println("No enabled mapping reads with the secret, so there is nothing to look at");
            }
            waits.until(waits.reading(), () -> enabled.stream().allMatch(mapping -> reads(mapping, administrator)));
            List<Mapping> silent = enabled.stream().filter(mapping -> !reads(mapping, administrator)).toList();
            silent.forEach(mapping -> bounce(mapping, versions, mappings));
            requireReading(silent, administrator);
        }
    }

    private void bounce(Mapping mapping, SecretVersions versions, SecretMappings mappings) {
        log.println("Mapping " + mapping.uuid() + " was not seen reading " + mapping.queue()
                + " after the rotation: it is disabled and enabled once");
        String label = DISABLED + mapping.uuid();
        versions.move(label, versions.versionWith(SecretVersions.CURRENT).orElseThrow());
        mappings.disable(mapping.uuid());
        waits.until(waits.change(), () -> mappings.is("Disabled", mapping.uuid()));
        enable(label, versions, mappings);
    }

    /** Lambda refuses a change during another one. */
    private void enable(String label, SecretVersions versions, SecretMappings mappings) {
        String uuid = label.substring(DISABLED.length());
        if (!waits.until(waits.change(), () -> mappings.enable(uuid))) {
            throw new OperationFailedException(
                    "Mapping %s was disabled after the rotation of its secret and must be enabled again: aws lambda update-event-source-mapping --uuid %s --enabled"
                            .formatted(uuid, uuid));
        }
        versions.remove(label);
    }

    private void requireReading(List<Mapping> bounced, BrokerSecret administrator) {
        waits.until(waits.reading(), () -> bounced.stream().allMatch(mapping -> reads(mapping, administrator)));
        List<String> queues = bounced.stream().filter(mapping -> !reads(mapping, administrator)).map(Mapping::queue)
                .toList();
        if (!queues.isEmpty()) {
            throw new OperationFailedException(
                    ("The secret was rotated, and no mapping reads %s since, even after it was disabled and enabled: look "
                            + "at the mapping's state").formatted(String.join(", ", queues)));
        }
        bounced.forEach(mapping -> log.println("Mapping " + mapping.uuid() + " reads again"));
    }

    // AMQP tells messages and consumers of this moment, and only the management API, some seconds late, what is held
    private boolean reads(Mapping mapping, BrokerSecret administrator) {
        DeclareOk queue = logins.look(administrator, mapping.queue());
        return queue.getConsumerCount() > 0
                && (queue.getMessageCount() == 0 || isHeld(mapping.queue(), logins.management(administrator)));
    }

    private boolean isHeld(String queue, ManagementApi api) {
        QueueCounts counts = api.call("read the queue " + queue,
                client -> QueueCounts.of(client.getQueue(settings.virtualHost(), queue)));
        return counts.unacknowledged().filter(held -> held > 0).isPresent();
    }
}
