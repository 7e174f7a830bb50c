package io.github.rabbitlambda.operations.broker;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import com.rabbitmq.client.AMQP.Queue.DeclareOk;

import io.github.rabbitlambda.operations.AwsCallFailedException;
import io.github.rabbitlambda.operations.BrokerRetry;
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

        boolean leaves(Duration time) {
            return System.nanoTime() + time.toNanos() < end;
        }

        boolean until(Duration limit, BooleanSupplier condition) {
            long last = Math.min(System.nanoTime() + limit.toNanos(), end);
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() + pause.toNanos() > last) {
                    return false;
                }
                BrokerRetry.sleep(pause);
            }
            return true;
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
    void check(SecretVersions versions, Administrator administrator) {
        if (settings.brokerArn().isEmpty()) {
            return;
        }
        try (LambdaClient client = lambda.get()) {
            SecretMappings mappings = new SecretMappings(client, settings.brokerArn().get(), versions.arn());
            enableLeftOnes(versions, mappings);
            List<Mapping> enabled = mappings.inState("Enabled");
            if (enabled.isEmpty()) {
                log.println("No enabled mapping reads with the secret, so there is nothing to look at");
            }
            List<Mapping> bounced = new ArrayList<>();
            List<OperationFailedException> refused = new ArrayList<>();
            for (Mapping mapping : notSeenReading(enabled, waits.reading(), administrator)) {
                if (!mappings.is("Enabled", mapping.uuid())) {
                    log.println("Mapping " + mapping.uuid() + " is not Enabled any more, so it is left alone");
                } else {
                    bounce(mapping, versions, mappings).ifPresentOrElse(refused::add, () -> bounced.add(mapping));
                }
            }
            requireReading(bounced, administrator);
            throwAll(refused);
        }
    }

    /** Enables the mappings that an interrupted check has disabled, and waits until they are. */
    private void enableLeftOnes(SecretVersions versions, SecretMappings mappings) {
        List<String> labels = versions.labelsThatBeginWith(DISABLED);
        List<OperationFailedException> failures = new ArrayList<>();
        for (String label : labels) {
            try {
                enable(label, versions, mappings);
            } catch (OperationFailedException failed) {
                failures.add(failed);
            }
        }
        throwAll(failures);
        for (String label : labels) {
            waits.until(waits.change(), attempt(() -> !mappings.is("Enabling", uuid(label))));
        }
    }

    private static void throwAll(List<OperationFailedException> failures) {
        if (!failures.isEmpty()) {
            throw new OperationFailedException(
                    failures.stream().map(Throwable::getMessage).distinct().collect(Collectors.joining("\n")),
                    failures.getFirst());
        }
    }

    /** The answer is why it may not be disabled, and then nothing has happened to it; empty if it was bounced. */
    private Optional<OperationFailedException> bounce(Mapping mapping, SecretVersions versions,
            SecretMappings mappings) {
        if (!waits.leaves(waits.change().multipliedBy(2))) {
            throw new OperationFailedException(
                    ("Mapping %s was not seen reading %s after the rotation, and no time was left to disable and enable it: do it "
                            + "by hand, with aws lambda update-event-source-mapping --uuid %s --no-enabled, and --enabled once it is Disabled")
                            .formatted(mapping.uuid(), mapping.queue(), mapping.uuid()));
        }
        log.println("Mapping " + mapping.uuid() + " was not seen reading " + mapping.queue()
                + " after the rotation: it is disabled and enabled once");
        String label = DISABLED + mapping.uuid();
        versions.move(label, versions.versionWith(SecretVersions.CURRENT).orElseThrow());
        try {
            mappings.disable(mapping.uuid());
        } catch (AwsCallFailedException failed) {
            if (failed.isRefused()) {
                versions.remove(label);
                return Optional.of(failed);
            }
            // it may have been disabled all the same
            log.println(failed.getMessage());
        }
        waits.until(waits.change(), attempt(() -> mappings.is("Disabled", mapping.uuid())));
        enable(label, versions, mappings);
        return Optional.empty();
    }

    /** A failed call is tried again, because a mapping waits to be enabled; a refused one is not. */
    private BooleanSupplier attempt(BooleanSupplier call) {
        return () -> {
            try {
                return call.getAsBoolean();
            } catch (AwsCallFailedException failed) {
                if (failed.isRefused()) {
                    throw failed;
                }
                log.println(failed.getMessage());
                return false;
            }
        };
    }

    private static String uuid(String label) {
        return label.substring(DISABLED.length());
    }

    /** Lambda refuses a change during another one. */
    private void enable(String label, SecretVersions versions, SecretMappings mappings) {
        String uuid = uuid(label);
        if (!waits.until(waits.change(), attempt(() -> mappings.enable(uuid)))) {
            throw new OperationFailedException(
                    "Mapping %s was disabled after the rotation of its secret and must be enabled again: aws lambda update-event-source-mapping --uuid %s --enabled"
                            .formatted(uuid, uuid));
        }
        versions.remove(label);
    }

    /** To enable a mapping takes Lambda some time too, before it reads. */
    private void requireReading(List<Mapping> bounced, Administrator administrator) {
        List<Mapping> silent = notSeenReading(bounced, waits.change().plus(waits.reading()), administrator);
        if (!silent.isEmpty()) {
            throw new OperationFailedException(
                    ("The secret was rotated, and no mapping was seen reading %s since, even after it was disabled and "
                            + "enabled: look at the mapping's state")
                            .formatted(silent.stream().map(Mapping::queue).collect(Collectors.joining(", "))));
        }
        bounced.forEach(mapping -> log.println("Mapping " + mapping.uuid() + " reads again"));
    }

    /**
     * Those that were not seen reading within the time; a mapping needs to be seen once, at any moment of it. The
     * administrator's password may be rotated meanwhile, so its login is asked for each time, and a look that fails is repeated.
     *
     * @throws OperationFailedException if the last look failed
     */
    private List<Mapping> notSeenReading(List<Mapping> mappings, Duration limit, Administrator administrator) {
        List<Mapping> silent = new ArrayList<>(mappings);
        AtomicReference<@Nullable OperationFailedException> failure = new AtomicReference<>();
        if (!silent.isEmpty()) {
            waits.until(limit, () -> {
                failure.set(look(silent, administrator).orElse(null));
                return silent.isEmpty();
            });
        }
        if (!silent.isEmpty() && failure.get() instanceof OperationFailedException last) {
            throw last;
        }
        return silent;
    }

    /** Takes away those that read; the answer is why not all could be looked at. */
    private Optional<OperationFailedException> look(List<Mapping> silent, Administrator administrator) {
        try {
            Queues queues = new Queues(administrator.login());
            silent.removeIf(mapping -> queues.isRead(mapping.queue()));
            return Optional.empty();
        } catch (OperationFailedException failed) {
            return Optional.of(failed);
        }
    }

    /** The broker's queues, as its administrator sees them. */
    private final class Queues {
        private final BrokerSecret administrator;
        private final ManagementApi api;

        Queues(BrokerSecret administrator) {
            this.administrator = administrator;
            this.api = logins.management(administrator);
        }

        // AMQP tells messages and consumers of this moment, and only the management API, some seconds late, what is held
        boolean isRead(String name) {
            DeclareOk queue = logins.look(administrator, name);
            return queue.getConsumerCount() > 0 && (queue.getMessageCount() == 0 || isHeld(name));
        }

        private boolean isHeld(String queue) {
            QueueCounts counts = api.call("read the queue " + queue,
                    client -> QueueCounts.of(client.getQueue(settings.virtualHost(), queue)));
            return counts.unacknowledged().filter(held -> held > 0).isPresent();
        }
    }
}
