package io.github.rabbitlambda.operations.broker;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

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
 */
final class MappingCheck {
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
            MappingBounce bounce = new MappingBounce(versions, mappings, waits, log);
            MappingReading reading = new MappingReading(settings, logins, administrator, waits);
            bounce.enableLeftOnes();
            List<Mapping> enabled = mappings.inState("Enabled");
            if (enabled.isEmpty()) {
                log.println("No enabled mapping reads with the secret, so there is nothing to look at");
            }
            List<Mapping> bounced = new ArrayList<>();
            List<OperationFailedException> refused = new ArrayList<>();
            for (Mapping mapping : reading.notSeen(enabled, waits.reading())) {
                if (!mappings.is("Enabled", mapping.uuid())) {
                    log.println("Mapping " + mapping.uuid() + " is not Enabled any more, so it is left alone");
                } else {
                    bounce.bounce(mapping).ifPresentOrElse(refused::add, () -> bounced.add(mapping));
                }
            }
            requireReading(bounced, reading);
            MappingBounce.throwAll(refused);
        }
    }

    /** To enable a mapping takes Lambda some time too, before it reads. */
    private void requireReading(List<Mapping> bounced, MappingReading reading) {
        List<Mapping> silent = reading.notSeen(bounced, waits.change().plus(waits.reading()));
        if (!silent.isEmpty()) {
            throw new OperationFailedException(
                    ("The secret was rotated, and no mapping was seen reading %s since, even after it was disabled and "
                            + "enabled: look at the mapping's state")
                            .formatted(silent.stream().map(Mapping::queue).collect(Collectors.joining(", "))));
        }
        bounced.forEach(mapping -> log.println("Mapping " + mapping.uuid() + " reads again"));
    }
}
