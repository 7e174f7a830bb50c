package io.github.rabbitlambda.function.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.amazonaws.services.lambda.runtime.Context;

import io.github.rabbitlambda.function.BatchFailedException;
import io.github.rabbitlambda.function.RabbitMqListener;
import io.github.rabbitlambda.function.TrialRun;
import io.github.rabbitlambda.function.message.Batch;
import io.github.rabbitlambda.function.testing.BatchOutcome.Parked;

/**
 * A listener in a unit test: with settings from the test instead of the environment, and without AWS. What fails is
 * parked in memory. No pause is waited for, neither before a retry nor before a batch comes back; a retry whose pause would not fit into the
 * invocation's time is left out, as in production. Immutable.
 */
public final class ListenerUnderTest {
    private static final Set<String> OF_AWS = Set.of("LISTENER_FAILURE_QUEUE_URL", "LISTENER_FAILURE_BUCKET",
            "LISTENER_IDEMPOTENCY_TABLE");

    private final RabbitMqListener listener;
    private final Map<String, String> settings;

    private ListenerUnderTest(RabbitMqListener listener, Map<String, String> settings) {
        this.listener = listener;
        this.settings = Map.copyOf(settings);
    }

    public static ListenerUnderTest of(RabbitMqListener listener) {
        return new ListenerUnderTest(listener, Map.of());
    }

    /**
     * @param name
     *            of the environment variable, LISTENER_ATTEMPTS for example
     * @throws IllegalArgumentException
     *             for the settings that name a service of AWS
     */
    public ListenerUnderTest withSetting(String name, String value) {
        if (OF_AWS.contains(name)) {
            throw new IllegalArgumentException(
                    name + " names a service of AWS, and a listener under test has none: what it parks is in the outcome");
        }
        Map<String, String> changed = new LinkedHashMap<>(settings);
        changed.put(name, value);
        return new ListenerUnderTest(listener, changed);
    }

    /** Handles the messages as one batch, in an invocation of a minute. */
    public BatchOutcome handle(TestMessage... messages) {
        return handle(TestMessage.batch(messages), new TestContext());
    }

    /**
     * Handles a batch, which may be decoded from a saved event.
     *
     * @throws io.github.rabbitlambda.function.SettingException
     *             when a setting is wrong
     */
    public BatchOutcome handle(Batch batch, Context context) {
        List<Parked> parked = new ArrayList<>();
        TrialRun run = new TrialRun(settings, context, (delivery, attempts, errorClass, errorMessage) -> parked
                .add(new Parked(delivery, attempts, errorClass, errorMessage)));
        Optional<String> comesBack = problem(run, batch);
        return new BatchOutcome(run.processed(), run.retried(), parked, comesBack);
    }

    private Optional<String> problem(TrialRun run, Batch batch) {
        try {
            run.handle(listener, batch);
            return Optional.empty();
        } catch (BatchFailedException failure) {
            return Optional.of(String.valueOf(failure.getMessage()));
        }
    }
}
