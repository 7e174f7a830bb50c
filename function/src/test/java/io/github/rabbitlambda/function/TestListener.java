package io.github.rabbitlambda.function;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import io.github.rabbitlambda.function.environment.ExecutionEnvironment;
import io.github.rabbitlambda.function.message.Message;

/**
 * A listener for tests. By default it records pauses instead of waiting, and records failures instead of parking them.
 */
final class TestListener extends RabbitMqListener {
    final List<Duration> pauses;
    final List<Failure> parked;
    private final ByteArrayOutputStream metrics;
    private Function<Message, Optional<String>> orderingKey = message -> Optional.empty();
    private Function<Message, Optional<String>> idempotencyKey = super::idempotencyKey;

    private TestListener(MessageHandler handler, Builder builder) {
        super(handler, builder.services());
        pauses = builder.pauses;
        parked = builder.parked;
        metrics = builder.metrics;
    }

    static Builder with(String... settings) {
        return new Builder(settings);
    }

    static final class Builder {
        private final Settings settings;
        private final List<Duration> pauses = new CopyOnWriteArrayList<>();
        private final List<Failure> parked = new CopyOnWriteArrayList<>();
        private final ByteArrayOutputStream metrics = new ByteArrayOutputStream();
        private Parking parking = (failures, invocation) -> {
            parked.addAll(failures);
            return new Parking.Result(List.of(), "");
        };
        private Optional<Ledger> ledger = Optional.empty();
        private Pause pause = pauses::add;
        private ExecutionEnvironment environment = ExecutionEnvironment.inMemory();

        private Builder(String... settings) {
            Map<String, String> environment = new HashMap<>();
            for (String setting : settings) {
                environment.put(setting.substring(0, setting.indexOf('=')),
                        setting.substring(setting.indexOf('=') + 1));
            }
            this.settings = Settings.of(environment);
        }

        Builder parking(Parking replacement) {
            parking = replacement;
            return this;
        }

        Builder ledger(Ledger replacement) {
            ledger = Optional.of(replacement);
            return this;
        }

        Builder pausing(Pause replacement) {
            pause = replacement;
            return this;
        }

        Builder environment(ExecutionEnvironment replacement) {
            environment = replacement;
            return this;
        }

        Services services() {
            return new Services(settings, parking, ledger, Clock.systemUTC(), pause,
                    new PrintStream(metrics, true, StandardCharsets.UTF_8), environment);
        }

        TestListener handler(MessageHandler handler) {
            return new TestListener(handler, this);
        }
    }

    TestListener orderedBy(Function<Message, Optional<String>> key) {
        orderingKey = key;
        return this;
    }

    TestListener identifiedBy(Function<Message, Optional<String>> key) {
        idempotencyKey = key;
        return this;
    }

    @Override
    protected Optional<String> idempotencyKey(Message message) {
        return idempotencyKey.apply(message);
    }

    @Override
    protected Optional<String> orderingKey(Message message) {
        return orderingKey.apply(message);
    }

    String metrics() {
        return metrics.toString(StandardCharsets.UTF_8);
    }
}
