package io.github.rabbitlambda.operations.broker;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import com.rabbitmq.client.AMQP.Queue.DeclareOk;

import io.github.rabbitlambda.operations.AwsCall;
import io.github.rabbitlambda.operations.OperationFailedException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;

/**
 * Looks whether the mappings read on after their secret has changed, and disables and enables them once if they don't. What
 * a mapping does when its secret changes is not documented; one that goes on with its connection, or logs in with the
 * former user, reads on, since that user works until the next rotation.
 *
 * <p>Assumption: a mapping that reads has a consumer on its queue, and acknowledges while messages are ready.
 *
 * <p>While mappings are disabled here, the secret's current version has the label {@value #DISABLED}. So one that was
 * interrupted is enabled by the next call, and one that somebody else has disabled stays so.
 */
final class MappingCheck {
    static final String DISABLED = "RABBITLAMBDA_MAPPINGS_DISABLED";

    private final BrokerSettings settings;
    private final Logins logins;
    private final Supplier<LambdaClient> lambda;
    private final Waits waits;
    private final PrintStream log;

    /**
     * @param reading how long a mapping has until it must have been seen reading
     * @param change how long Lambda has to enable or disable a mapping
     */
    record Waits(Duration reading, Duration change, Duration pause) {
        static final Waits OF_THE_STACK = new Waits(Duration.ofSeconds(90), Duration.ofMinutes(4),
                Duration.ofSeconds(5));

        boolean until(Duration limit, BooleanSupplier condition) {
            long end = System.nanoTime() + limit.toNanos();
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() + pause.toNanos() > end) {
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
            Mappings mappings = new Mappings(client, versions.arn());
            if (versions.versionWith(DISABLED).isPresent()) {
                enable(mappings, versions);
            }
            if (mappings.inState("Enabled").isEmpty()) {
                log.println("No enabled mapping reads with the secret, so there is nothing to look at");
            } else if (!reads(administrator)) {
                bounce(mappings, versions, administrator);
            }
        }
    }

    private void bounce(Mappings mappings, SecretVersions versions, BrokerSecret administrator) {
        log.println("No mapping was seen reading after the rotation: it is disabled and enabled once");
        versions.move(DISABLED, versions.versionWith(SecretVersions.CURRENT).orElseThrow());
        mappings.inState("Enabled").forEach(uuid -> mappings.update(uuid, false));
        waits.until(waits.change(), () -> mappings.inState("Enabled", "Disabling").isEmpty());
        enable(mappings, versions);
        if (!reads(administrator)) {
            throw new OperationFailedException(
                    ("The secret was rotated, and no mapping reads %s since, even after it was disabled and enabled: look "
                            + "at the mapping's state").formatted(String.join(", ", settings.queues())));
        }
        log.println("The mapping reads again");
    }

    private void enable(Mappings mappings, SecretVersions versions) {
        mappings.inState("Disabled", "Disabling").forEach(uuid -> mappings.update(uuid, true));
        if (!waits.until(waits.change(),
                () -> mappings.inState("Disabled", "Disabling", "Enabling", "Updating").isEmpty())) {
            throw new OperationFailedException(
                    "A mapping must be Enabled again after the rotation, and is not yet: %s"
                            .formatted(mappings.states()));
        }
        versions.remove(DISABLED);
    }

    private boolean reads(BrokerSecret administrator) {
        ManagementApi api = logins.management(administrator);
        Map<String, Long> before = new TreeMap<>();
        return waits.until(waits.reading(), () -> settings.queues().stream()
                .allMatch(queue -> reads(logins.look(administrator, queue), api, before)));
    }

    // AMQP tells messages and consumers of this moment, and only the management API, some seconds late, acknowledgements
    private boolean reads(DeclareOk queue, ManagementApi api, Map<String, Long> before) {
        if (queue.getConsumerCount() == 0) {
            return false;
        }
        if (queue.getMessageCount() == 0) {
            return true;
        }
        long acknowledged = api.call("read the queue " + queue.getQueue(),
                client -> QueueCounts.of(client.getQueue(settings.virtualHost(), queue.getQueue())).acknowledged());
        return acknowledged > before.computeIfAbsent(queue.getQueue(), name -> acknowledged);
    }

    /** The mappings of the broker that log in with the secret. */
    private final class Mappings {
        private final LambdaClient client;
        private final String secret;

        Mappings(LambdaClient client, String secret) {
            this.client = client;
            this.secret = secret;
        }

        private List<EventSourceMappingConfiguration> all() {
            String broker = settings.brokerArn().orElseThrow();
            return AwsCall.of("lambda:ListEventSourceMappings", broker,
                    () -> client.listEventSourceMappingsPaginator(request -> request.eventSourceArn(broker))
                            .eventSourceMappings().stream()
                            .filter(mapping -> mapping.sourceAccessConfigurations().stream()
                                    .anyMatch(access -> secret.equals(access.uri())))
                            .toList());
        }

        List<String> inState(String... states) {
            return all().stream().filter(mapping -> List.of(states).contains(mapping.state()))
                    .map(EventSourceMappingConfiguration::uuid).toList();
        }

        List<String> states() {
            return all().stream().map(mapping -> mapping.uuid() + " " + mapping.state()).toList();
        }

        void update(String uuid, boolean enabled) {
            AwsCall.of("lambda:UpdateEventSourceMapping", uuid,
                    () -> client.updateEventSourceMapping(request -> request.uuid(uuid).enabled(enabled)));
        }
    }
}
