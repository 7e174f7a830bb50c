package io.github.rabbitlambda.operations.replay;

import io.github.rabbitlambda.operations.Input;
import io.github.rabbitlambda.operations.OperationFailedException;
import io.github.rabbitlambda.operations.PeekRequest;
import io.github.rabbitlambda.operations.PeekedMessage;
import io.github.rabbitlambda.operations.replay.ParkedMessage.Held;
import io.github.rabbitlambda.operations.replay.ParkedMessage.Pointer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows some parked messages; SQS keeps no order, so which ones is chance. Each is received and released at once. What
 * changes is SQS's count of receives.
 */
record ParkedPeek(FailureQueue queue, FailureBucket bucket, Clock clock) {

    Map<String, Object> show(PeekRequest request) {
        long depth = queue.depth();
        List<Held> received = queue.glance(request.messages());
        try {
            return PeekedMessage.answer(depth,
                    distinct(received).stream().map(message -> shown(message, request)).toList());
        } finally {
            queue.release(received);
        }
    }

    /** SQS may deliver a message twice. */
    private static List<Held> distinct(List<Held> received) {
        Map<String, Held> byId = new LinkedHashMap<>();
        received.forEach(message -> byId.put(message.id(), message));
        return List.copyOf(byId.values());
    }

    /** A message that can't be read is shown as the text that it is. */
    private Map<String, Object> shown(Held held, PeekRequest request) {
        try {
            return readable(ParkedMessage.of(held), request);
        } catch (OperationFailedException unreadable) {
            return asText(held, String.valueOf(unreadable.getMessage()), request);
        } catch (RuntimeException unforeseen) {
            return asText(held, "it could not be read (" + unforeseen + ")", request);
        }
    }

    private static Map<String, Object> asText(Held held, String reason, PeekRequest request) {
        return new PeekedMessage(request).with("sqsId", held.id()).with("receives", held.receives())
                .with("unreadable", reason).body(held.text().getBytes(StandardCharsets.UTF_8), null).json();
    }

    private Map<String, Object> readable(ParkedMessage message, PeekRequest request) {
        PeekedMessage shown = new PeekedMessage(request).with("id", message.messageId().orElse(null))
                .with("sqsId", message.held().id()).with("queue", message.json().optionalText("queue").orElse(null))
                .with("reason", message.reason()).with("attempts", message.attempts().orElse(null))
                .with("receives", message.held().receives());
        message.parkedAt().ifPresent(time -> shown.since("parkedAt", time, clock.instant()));
        message.pointer().ifPresentOrElse(pointer -> addObject(shown, pointer),
                () -> ReadableRecord.add(shown, message.json().values().get("record")));
        return shown.json();
    }

    /** What is in SQS is shown also where the object is gone. */
    private void addObject(PeekedMessage shown, Pointer pointer) {
        shown.with("object", "s3://" + pointer.bucket() + "/" + pointer.key());
        try {
            ReadableRecord.add(shown, Input.parse("the object", bucket.read(pointer)).values().get("record"));
        } catch (OperationFailedException unreadable) {
            shown.with("unreadable", unreadable.getMessage());
        }
    }
}
