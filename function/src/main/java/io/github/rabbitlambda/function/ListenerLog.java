package io.github.rabbitlambda.function;

import java.util.List;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;

import io.github.rabbitlambda.function.message.Delivery;
import io.github.rabbitlambda.function.message.Message;
import io.github.rabbitlambda.function.message.MessageProperties;

/**
 * Writes the listener's log lines, each one JSON object, through the runtime's logger. No line has a body, a header's
 * value, or the message of an exception from user code, which may quote them. The names of classes are no secrets.
 */
final class ListenerLog {
    private final Context context;

    ListenerLog(Context context) {
        this.context = context;
    }

    void retried(Message message, int attempt, String errorType) {
        log(LogLevel.INFO, about("message failed and is retried", message).member("attempt", attempt)
                .member("error", errorType));
    }

    void failed(Failure failure) {
        JsonText line = about("record failed", failure.delivery()).member("attempt", failure.attempts())
                .member("error", failure.errorType());
        ThrownError error = failure.error();
        log(LogLevel.ERROR,
                error == null ? line.member("reason", failure.message()) : line.member("at", error.place()));
    }

    void outage(Message message, ThrownError error) {
        log(LogLevel.ERROR, about("the handler reports an outage", message).member("error", error.type())
                .member("at", error.place()));
    }

    void broken(Message message, ThrownError error) {
        JsonText line = about("the function is broken", message).member("error", error.type()).member("at",
                error.place());
        error.advice().ifPresent(advice -> line.member("advice", advice));
        log(LogLevel.ERROR, line);
    }

    void processEnds(String reason) {
        log(LogLevel.ERROR, line("the process ends after this answer").member("reason", reason));
    }

    void marksNotStored(String reason) {
        log(LogLevel.WARN, line("which messages are in work can't be stored: a message that ends the process several"
                + " times is not recognised").member("reason", reason));
    }

    void allZeroKey(Message message) {
        log(LogLevel.WARN, about("the idempotency key is an all-zero GUID: messages with it count as one message, so"
                + " all but the first are skipped; give each message an id of its own", message));
    }

    void ledgerFailed(Throwable cause) {
        log(LogLevel.ERROR, line("the idempotency table can't be reached").member("reason", CauseChain.of(cause).advice()
                .orElseGet(() -> cause instanceof LedgerException ? cause.getMessage() : cause.toString())));
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

    private void log(LogLevel level, JsonText line) {
        context.getLogger().log(line.end('}') + LineEnd.AFTER_MESSAGE, level);
    }
}
