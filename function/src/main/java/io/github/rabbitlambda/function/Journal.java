package io.github.rabbitlambda.function;

import java.util.Arrays;
import java.util.List;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;

import io.github.rabbitlambda.function.message.Delivery;
import io.github.rabbitlambda.function.message.Message;
import io.github.rabbitlambda.function.message.MessageProperties;

/**
 * The listener's log: one JSON object a line through the runtime's logger. It never has a body, a header's value, or the
 * words of an exception from user code, which like to quote them.
 */
final class Journal {
    private final Context context;

    Journal(Context context) {
        this.context = context;
    }

    void retried(Message message, int attempt, Throwable cause) {
        log(LogLevel.INFO, about("message failed and is tried again", message).member("attempt", attempt)
                .member("error", cause.getClass().getName()));
    }

    void failed(Failure failure) {
        JsonText line = about("record failed", failure.delivery()).member("attempt", failure.attempts())
                .member("error", failure.type());
        Throwable cause = failure.cause();
        log(LogLevel.ERROR, cause == null ? line.member("reason", failure.message()) : line.member("at", top(cause)));
    }

    void outage(Message message, OutageException cause) {
        log(LogLevel.ERROR, about("the handler reports an outage", message).member("at", top(cause)));
    }

    void broken(Message message, Throwable cause) {
        log(LogLevel.ERROR, about("the function is broken", message).member("error", cause.getClass().getName())
                .member("at", top(cause)));
    }

    void ledgerFailed(LedgerException cause) {
        log(LogLevel.ERROR, line("the idempotency table can't be reached").member("reason", cause.getMessage()));
    }

    void comesBack(List<String> queues, int records, String reason) {
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

    /** Where in the code it was thrown; with its cause's place, if there is one. */
    private static String top(Throwable thrown) {
        Throwable cause = thrown.getCause();
        String place = Arrays.stream(thrown.getStackTrace()).limit(3).map(StackTraceElement::toString)
                .reduce((first, next) -> first + " < " + next).orElse("");
        return cause == null || cause == thrown
                ? place
                : place + "; caused by " + cause.getClass().getName();
    }

    private void log(LogLevel level, JsonText line) {
        context.getLogger().log(line.end('}') + LineEnd.AFTER_A_LOG, level);
    }
}
