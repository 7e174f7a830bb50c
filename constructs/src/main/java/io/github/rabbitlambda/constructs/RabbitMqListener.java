package io.github.rabbitlambda.constructs;

import io.github.rabbitlambda.constructs.options.Jar;
import io.github.rabbitlambda.constructs.options.ListenerOptions;
import io.github.rabbitlambda.constructs.options.Refusal;
import io.github.rabbitlambda.constructs.resource.FailureQueue;
import io.github.rabbitlambda.constructs.resource.IdempotencyTable;
import io.github.rabbitlambda.constructs.resource.Listener;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.constructs.Construct;

/**
 * A function on this project's listener, on java25 and arm64, outside any VPC, with its role and a log group of a month.
 * Mappings invoke it by an alias.
 */
public final class RabbitMqListener extends Construct implements IGrantable {
    private final Listener listener;
    private boolean hasSource;

    private RabbitMqListener(Construct scope, String id, Builder given) {
        super(scope, id);
        ListenerOptions options = given.options();
        Optional<IKey> key = Optional.ofNullable(given.encryptionKey);
        Optional<IdempotencyTable> processed = given.idempotency
                ? Optional.of(new IdempotencyTable(this, key))
                : Optional.empty();
        listener = new Listener(this, "Listener", options,
                new Listener.Resources(Optional.empty(), given.failures(), processed, Optional.empty(), key));
    }

    public IFunction getFunction() {
        return listener.function();
    }

    public ILogGroup getLogGroup() {
        return listener.logs();
    }

    @Override
    public IPrincipal getGrantPrincipal() {
        return listener.role().getGrantPrincipal();
    }

    /**
     * Maps the source's queues to it, by the alias {@code live} of its current version. A listener has one source.
     *
     * @throws IllegalStateException
     *             if the listener has a source already, or the source a function
     */
    public void addEventSource(RabbitMqEventSource source) {
        if (hasSource) {
            throw new IllegalStateException("a listener must have one event source (given another for "
                    + getNode().getPath() + "): build another listener");
        }
        hasSource = true;
        source.bindListener(listener);
        if (source.isDelayed()) {
            listener.holdShortly();
        }
    }

    public static final class Builder {
        private final Construct scope;
        private final String id;
        private @Nullable String jar;
        private @Nullable String handler;
        private int memorySize = 1024;
        private Duration timeout = Duration.minutes(5);
        private Map<String, String> environment = Map.of();
        private @Nullable Integer concurrency;
        private boolean idempotency;
        private @Nullable ParkedMessages parkedMessages;
        private @Nullable IKey encryptionKey;

        private Builder(Construct scope, String id) {
            this.scope = scope;
            this.id = id;
        }

        public static Builder create(Construct scope, String id) {
            return new Builder(scope, id);
        }

        /** The path of a jar with the handler and everything that it needs. */
        public Builder jar(String path) {
            jar = path;
            return this;
        }

        /** A class in the jar, or {@code Class::method}. */
        public Builder handler(String className) {
            handler = className;
            return this;
        }

        /** MB, 128 to 10,240; 1024 by default. */
        public Builder memorySize(int megabytes) {
            memorySize = megabytes;
            return this;
        }

        /** Up to 14 minutes, which is Lambda's limit with an Amazon MQ mapping; five by default. */
        public Builder timeout(Duration limit) {
            timeout = limit;
            return this;
        }

        /** Variables, settings of the listener ({@code LISTENER_…}) among them. */
        public Builder environment(Map<String, String> variables) {
            environment = Map.copyOf(variables);
            return this;
        }

        /** How many messages of a batch are in work at a time, 1 to 900; the listener decides by default. */
        public Builder concurrency(int messages) {
            concurrency = messages;
            return this;
        }

        /** Whether a table tells messages that were processed before; not by default. */
        public Builder idempotency(boolean recognised) {
            idempotency = recognised;
            return this;
        }

        /** Without it, a failed message brings its whole batch back. */
        public Builder parkedMessages(ParkedMessages parked) {
            parkedMessages = parked;
            return this;
        }

        /** Encrypts log group and table; keys of AWS do by default. */
        public Builder encryptionKey(IKey key) {
            encryptionKey = key;
            return this;
        }

        private ListenerOptions options() {
            ListenerOptions options = new ListenerOptions(new Jar("jar", Required.of("jar", jar)),
                    Required.of("handler", handler), memorySize, timeout.toSeconds().intValue(), environment,
                    Optional.ofNullable(concurrency));
            options.requireRabbitMqListener("jar", "built on rabbitlambda-listener", options.jar().path());
            return options;
        }

        private Optional<FailureQueue> failures() {
            return Optional.ofNullable(parkedMessages).map(ParkedMessages::failures);
        }

        /**
         * @throws Refusal
         *             if Lambda would refuse it, or every invocation would fail
         */
        public RabbitMqListener build() {
            return new RabbitMqListener(scope, id, this);
        }
    }
}
