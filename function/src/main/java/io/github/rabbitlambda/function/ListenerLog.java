package io.github.rabbitlambda.function;

import java.util.Arrays;
import java.util.List;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;

import io.github.rabbitlambda.function.message.Delivery;
import io.github.rabbitlambda.function.message.Message;
import io.github.rabbitlambda.function.message.MessageProperties;

/**
 * Writes the listener's log lines, each one JSON object, through the runtime's logger. No line has a body, a header's
 * value, or the message of an exception from user code, which may quote them.
 */
final class ListenerLog {
    private final Context context;

    ListenerLog(Context context) {
        this.context = context;
    }

    void retried(Message message, int attempt, Throwable cause) {
        log(LogLevel.INFO, about("message failed and is retried", message).member("attempt", attempt)
                .member("error", cause.getClass().getName()));
    }

    void failed(Failure failure) {
        JsonText line = about("record failed", failure.delivery()).member("attempt", failure.attempts())
                .member("error", failure.errorType());
        Throwable cause = failure.cause();
        log(LogLevel.ERROR,
                cause == null ? line.member("reason", failure.message()) : line.member("at", firstFrames(cause)));
    }

    void outage(Message message, OutageException cause) {
        log(LogLevel.ERROR, about("the handler reports an outage", message).member("at", firstFrames(cause)));
    }

    void broken(Message message, Throwable cause) {
        log(LogLevel.ERROR, about("the function is broken", message).member("error", cause.getClass().getName())
                .member("at", firstFrames(cause)));
    }

    void ledgerFailed(LedgerException cause) {
        log(LogLevel.ERROR, line("the idempotency table can't be reached").member("reason", cause.getMessage()));
    }

    void batchFailed(List<String> queues, int records, String reason) {
        log(LogLevel.ERROR, line("batch comes back").member("queues", queues).member("records", records)
                .member("reason", reason));
    }

    private static JsonText line(String event) {
        return new JsonText().begin('{').member("event", event);
    }

    private static JsonText about(String event, Delivery delivery) {
        JsonText line = line(event).member("queue", delivery.queue().name()).member("virtualHost",
                delivery.queue().virtualHost());
        if (delivery instanceof Message message) {
            MessageProperties properties = message.properties();
            properties.messageId().ifPresent(id -> line.member("messageId", id));
            properties.correlationId().ifPresent(id -> line.member("correlationId", id));
            message.trace().traceId().ifPresent(id -> line.member("traceId", id));
            message.trace().xRay().ifPresent(id -> line.member("xRay", id));
        }
        return line;
    }

    /** The first frames of the stack trace, and the class of the cause if there is one. */
    private static String firstFrames(Throwable thrown) {
        Throwable cause = thrown.getCause();
        String frames = Arrays.stream(thrown.getStackTrace()).limit(3).map(StackTraceElement::toString)
                .reduce((first, next) -> first + " < " + next).orElse("");
        return cause == null || cause == thrown
                ? frames
                : frames + "; caused by " + cause.getClass().getName();
    }

    private void log(LogLevel level, JsonText line) {
        context.getLogger().log(line.end('}') + LineEnd.AFTER_MESSAGE, level);
    }
}
