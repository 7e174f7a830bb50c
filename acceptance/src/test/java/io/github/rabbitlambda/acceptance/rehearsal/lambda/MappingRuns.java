package io.github.rabbitlambda.acceptance.rehearsal.lambda;

import io.github.rabbitlambda.acceptance.rehearsal.aws.Brokers;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Pace;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Secrets;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.local.LocalEventSource;
import io.github.rabbitlambda.local.MappingSettings;
import io.github.rabbitlambda.local.MappingSettings.OnError;
import io.github.rabbitlambda.local.Report;
import io.github.rabbitlambda.local.broker.BrokerUri;
import io.github.rabbitlambda.local.invoke.FunctionSettings;
import io.github.rabbitlambda.local.invoke.FunctionSettings.RuntimeClient;
import io.github.rabbitlambda.local.invoke.LambdaFunction;
import io.github.rabbitlambda.local.queue.BatchSettings;
import io.github.rabbitlambda.local.queue.CannotConsume;
import io.github.rabbitlambda.local.queue.Filters;
import io.github.rabbitlambda.local.queue.QueueSettings;

/** Reads queues for mappings: module local's event source, each with a process of the listener. */
public final class MappingRuns implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Functions functions;
    private final FunctionCommands commands;
    private final Brokers brokers;
    private final Secrets secrets;
    private final Log log;
    private final Pace pace;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Run> runs = new ConcurrentHashMap<>();

    private record Run(LocalEventSource source, LambdaFunction function, Future<?> end) {}

    public MappingRuns(Functions functions, FunctionCommands commands, Brokers brokers, Secrets secrets, Log log,
            Pace pace) {
        this.functions = functions;
        this.commands = commands;
        this.brokers = brokers;
        this.secrets = secrets;
        this.log = log;
        this.pace = pace;
    }

    /**
     * Starts to read; {@code result} receives what Lambda would tell as LastProcessingResult, first when the mapping has
     * connected or failed to.
     */
    public void start(Mapping mapping, Consumer<String> result) {
        FunctionVersion version = functions.find(mapping.functionArn()).orElseThrow();
        LambdaFunction function = new LambdaFunction(settings(version), line -> log.line(version, line));
        LocalEventSource source = new LocalEventSource(settings(mapping), function,
                new Report(LineSignal.on("consuming", () -> result.accept("OK")), 0));
        runs.put(mapping.uuid(), new Run(source, function, threads.submit(() -> read(mapping, source, result))));
    }

    private void read(Mapping mapping, LocalEventSource source, Consumer<String> result) {
        try {
            source.run();
        } catch (CannotConsume refused) {
            result.accept("PROBLEM: Connection error. " + refused.getMessage());
            retry(mapping, result);
        } catch (LocalEventSource.FunctionDoesNotStart broken) {
            result.accept("PROBLEM: Function call failed");
            retry(mapping, result);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void retry(Mapping mapping, Consumer<String> result) {
        try {
            pace.pause(PAUSE);
            Run last = runs.get(mapping.uuid());
            if (last != null) {
                last.function().close();
                start(mapping, result);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private FunctionSettings settings(FunctionVersion version) {
        return new FunctionSettings(version.code(), version.handler(), null, version.timeout(), version.memory(),
                commands.environment(version), RuntimeClient.ofThisMachine());
    }

    private MappingSettings settings(Mapping mapping) {
        JsonNode secret = mapping.secretArn().flatMap(secrets::find).orElseThrow();
        BrokerUri uri = brokers.find(mapping.brokerArn()).orElseThrow().uri(secret.path("username").asText(),
                secret.path("password").asText(), mapping.virtualHost());
        JsonNode window = mapping.properties().path("MaximumBatchingWindowInSeconds");
        return new MappingSettings(new QueueSettings(uri, null, mapping.queue(), 100, false),
                new BatchSettings(mapping.properties().path("BatchSize").asInt(100),
                        window.isMissingNode() ? Duration.ofMillis(500) : Duration.ofSeconds(window.intValue()),
                        BatchSettings.EVENT_BYTES),
                Filters.of(mapping.patterns()), mapping.brokerArn(), OnError.NACK, Long.MAX_VALUE, false);
    }

    /** Ends after the batch in work. */
    public void stop(String uuid) {
        Optional.ofNullable(runs.remove(uuid)).ifPresent(MappingRuns::end);
    }

    private static void end(Run run) {
        run.source().stop();
        try {
            run.end().get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        run.function().close();
    }

    @Override
    public void close() {
        List.copyOf(runs.keySet()).forEach(this::stop);
        threads.shutdownNow();
    }
}
