package io.github.rabbitlambda.operations.broker;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import io.github.rabbitlambda.operations.AwsCallFailedException;
import io.github.rabbitlambda.operations.OperationFailedException;
import io.github.rabbitlambda.operations.broker.MappingCheck.Waits;
import io.github.rabbitlambda.operations.broker.SecretMappings.Mapping;

/**
 * Disables mappings and enables them again. A mapping that is disabled here has its UUID in a label of the secret's current
 * version until it is enabled: so one that was left by an interrupted check is enabled by the next, and one that somebody else
 * has disabled stays so.
 */
final class MappingBounce {
    static final String DISABLED = "RABBITLAMBDA_DISABLED_";

    private final SecretVersions versions;
    private final SecretMappings mappings;
    private final Waits waits;
    private final PrintStream log;

    MappingBounce(SecretVersions versions, SecretMappings mappings, Waits waits, PrintStream log) {
        this.versions = versions;
        this.mappings = mappings;
        this.waits = waits;
        this.log = log;
    }

    /** Enables the mappings that an interrupted check has disabled, and waits until they are. */
    void enableLeftOnes() {
        List<String> labels = versions.labelsThatBeginWith(DISABLED);
        List<OperationFailedException> failures = new ArrayList<>();
        for (String label : labels) {
            try {
                enable(label);
            } catch (OperationFailedException failed) {
                failures.add(failed);
            }
        }
        throwAll(failures);
        for (String label : labels) {
            waits.until(waits.change(), attempt(() -> !mappings.is("Enabling", uuid(label))));
        }
    }

    /** The answer is why it may not be disabled, and then nothing has happened to it; empty if it was bounced. */
    Optional<OperationFailedException> bounce(Mapping mapping) {
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
        enable(label);
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
    private void enable(String label) {
        String uuid = uuid(label);
        if (!waits.until(waits.change(), attempt(() -> mappings.enable(uuid)))) {
            throw new OperationFailedException(
                    "Mapping %s was disabled after the rotation of its secret and must be enabled again: aws lambda update-event-source-mapping --uuid %s --enabled"
                            .formatted(uuid, uuid));
        }
        versions.remove(label);
    }

    /** Throws one failure that tells all; nothing if there are none. */
    static void throwAll(List<OperationFailedException> failures) {
        if (!failures.isEmpty()) {
            throw new OperationFailedException(
                    failures.stream().map(Throwable::getMessage).distinct().collect(Collectors.joining("\n")),
                    failures.getFirst());
        }
    }
}
