package io.github.rabbitlambda.function.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;

import org.jspecify.annotations.Nullable;

/**
 * An invocation of a function named {@code listener}, with a time that runs out and a log that can be read.
 * Thread-safe.
 */
public final class TestContext implements Context {
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final LongSupplier remainingNanos;

    /** It ends in sixty seconds. */
    public TestContext() {
        this(Duration.ofSeconds(60));
    }

    /** It ends after this time. */
    public TestContext(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        remainingNanos = () -> end - System.nanoTime();
    }

    private TestContext(LongSupplier remainingNanos) {
        this.remainingNanos = remainingNanos;
    }

    /** Returns one whose time does not run: this much remains at every call. */
    public static TestContext frozen(Duration remaining) {
        return new TestContext(remaining::toNanos);
    }

    /** What was written to the logger until now, a text for each call. */
    public List<String> log() {
        return List.copyOf(log);
    }

    @Override
    public int getRemainingTimeInMillis() {
        return (int) Duration.ofNanos(remainingNanos.getAsLong()).toMillis();
    }

    @Override
    public LambdaLogger getLogger() {
        return new LambdaLogger() {
            @Override
            public void log(String message) {
                log.add(message);
            }

            @Override
            public void log(byte[] message) {
                log.add(new String(message, StandardCharsets.UTF_8));
            }
        };
    }

    @Override
    public String getAwsRequestId() {
        return "request-1";
    }

    @Override
    public String getLogGroupName() {
        return "/aws/lambda/listener";
    }

    @Override
    public String getLogStreamName() {
        return "stream";
    }

    @Override
    public String getFunctionName() {
        return "listener";
    }

    @Override
    public String getFunctionVersion() {
        return "1";
    }

    @Override
    public String getInvokedFunctionArn() {
        return "arn:aws:lambda:us-east-1:111122223333:function:listener";
    }

    /** Null, as for every function that a mapping invokes. */
    @Override
    public @Nullable CognitoIdentity getIdentity() {
        return null;
    }

    /** Null, as for every function that a mapping invokes. */
    @Override
    public @Nullable ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getMemoryLimitInMB() {
        return 512;
    }
}
