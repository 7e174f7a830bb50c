package io.github.rabbitlambda.acceptance.rehearsal.lambda;

import io.github.rabbitlambda.acceptance.rehearsal.aws.Access;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Brokers;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Iam;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Refused;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Lambda's event source mappings. They are deleted some time after the request, and their interfaces later still, if the
 * listener's role still allows that.
 */
public final class Mappings implements AutoCloseable {
    private static final Duration CONNECTING = Duration.ofMinutes(1);

    private final MappingRuns runs;
    private final MappingInterfaces interfaces;
    private final Functions functions;
    private final Brokers brokers;
    private final Iam iam;
    private final Map<String, Mapping> mappings = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Void>> deletions = new ConcurrentHashMap<>();

    public Mappings(MappingRuns runs, MappingInterfaces interfaces, Functions functions, Brokers brokers,
            Iam iam) {
        this.runs = runs;
        this.interfaces = interfaces;
        this.functions = functions;
        this.brokers = brokers;
        this.iam = iam;
    }

    public Mapping create(ObjectNode properties) {
        if (mappings.values().stream().anyMatch(other -> other.conflictsWith(properties))) {
            throw new Refused(
                    "The event source arn, function and queue are already mapped (ResourceConflictException)");
        }
        Mapping mapping = new Mapping(UUID.randomUUID().toString(), properties, "Creating", Mapping.NOTHING);
        checkRole(mapping);
        mappings.put(mapping.uuid(), mapping);
        brokers.find(mapping.brokerArn()).ifPresent(broker -> interfaces.create(mapping, broker));
        start(mapping);
        return mapping;
    }

    /** Lambda looks at the broker and the secret with the role of the function when a mapping is made. */
    private void checkRole(Mapping mapping) {
        String role = role(mapping).orElseThrow(() -> new Refused("Function not found: " + mapping.functionArn()));
        iam.check(role, Access.to("mq:DescribeBroker", mapping.brokerArn()));
        mapping.secretArn().ifPresent(secret -> iam.check(role, Access.to("secretsmanager:GetSecretValue", secret)));
    }

    private Optional<String> role(Mapping mapping) {
        return functions.find(mapping.functionArn()).map(FunctionVersion::roleArn);
    }

    /** Returns when the mapping is enabled, for which CloudFormation waits. */
    private void start(Mapping mapping) {
        CountDownLatch tried = new CountDownLatch(1);
        runs.start(mapping, result -> {
            mappings.computeIfPresent(mapping.uuid(), (uuid, now) -> now.enabledWith(result));
            tried.countDown();
        });
        try {
            if (!tried.await(CONNECTING.toSeconds(), TimeUnit.SECONDS)) {
                throw new Refused("The event source mapping " + mapping.uuid() + " did not stabilize.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public void put(Mapping changed) {
        runs.stop(changed.uuid());
        mappings.put(changed.uuid(), changed.in(changed.isEnabled() ? "Updating" : "Disabled"));
        if (changed.isEnabled()) {
            start(changed);
        }
    }

    /** Stops a mapping, as a person does by hand. */
    public void disable(String uuid) {
        Mapping mapping = mappings.get(uuid);
        put(new Mapping(uuid, mapping.properties().deepCopy().put("Enabled", false), mapping.state(),
                mapping.result()));
    }

    /** Mappings of an alias invoke another version from now on. */
    public void restart(String functionArn) {
        mappings.values().stream().filter(mapping -> mapping.functionArn().equals(functionArn))
                .filter(mapping -> !mapping.state().equals("Deleting")).forEach(this::put);
    }

    public Optional<Mapping> find(String uuid) {
        return Optional.ofNullable(mappings.get(uuid));
    }

    public List<Mapping> all() {
        return List.copyOf(mappings.values());
    }

    /** Starts a deletion; what it returns ends with the mapping, whose interfaces live on. */
    public Future<?> delete(String uuid) {
        Mapping mapping = mappings.get(uuid);
        if (mapping == null) {
            return CompletableFuture.completedFuture(uuid);
        }
        return deletions.computeIfAbsent(uuid, id -> deletion(mapping));
    }

    private CompletableFuture<Void> deletion(Mapping mapping) {
        String uuid = mapping.uuid();
        mappings.put(uuid, mapping.in("Deleting"));
        runs.stop(uuid);
        return interfaces.endOf(mapping, role(mapping).orElse("none"), () -> mappings.remove(uuid));
    }

    public List<String> left() {
        return mappings.values().stream().map(mapping -> "event source mapping " + mapping.uuid()).toList();
    }

    @Override
    public void close() {
        mappings.keySet().forEach(runs::stop);
        runs.close();
    }
}
