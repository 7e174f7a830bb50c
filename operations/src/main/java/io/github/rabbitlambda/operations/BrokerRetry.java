package io.github.rabbitlambda.operations;

import com.rabbitmq.http.client.HttpServerException;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertPathValidatorException;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Retries while the broker may still be starting: its name does not resolve, it refuses or drops connections, or it
 * answers 5xx. Amazon MQ reports a broker as RUNNING before these stop. Failures that waiting does not cure (a wrong
 * password, a certificate that is not trusted, 4xx) are thrown at once.
 */
public record BrokerRetry(Duration limit, Duration pause) {

    public <T> T call(String what, Supplier<T> attempt) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                return attempt.get();
            } catch (RuntimeException failure) {
                if (!mayPass(failure)) {
                    throw failure;
                }
                if (System.nanoTime() + pause.toNanos() > end) {
                    throw gaveUp(what, failure);
                }
                sleep(pause);
            }
        }
    }

    public BrokerRetry atMost(Duration other) {
        return new BrokerRetry(limit.compareTo(other) < 0 ? limit : other, pause);
    }

    public static boolean mayPass(Throwable failure) {
        return causes(failure).noneMatch(BrokerRetry::isAboutTrust)
                && causes(failure)
                        .anyMatch(cause -> cause instanceof IOException || cause instanceof HttpServerException);
    }

    static boolean isAboutTrust(Throwable cause) {
        return cause instanceof CertificateException || cause instanceof CertPathValidatorException;
    }

    public static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    private OperationFailedException gaveUp(String what, RuntimeException failure) {
        Throwable last = causes(failure).reduce(failure, (outer, inner) -> inner);
        return new OperationFailedException(
                ("%s did not answer within %s s (last: %s). Check that the broker is RUNNING and that this "
                        + "function's security group reaches it on 443 and 5671")
                        .formatted(what, limit.toSeconds(), last),
                failure);
    }

    public static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new OperationFailedException("Interrupted while waiting", interrupted);
        }
    }
}
