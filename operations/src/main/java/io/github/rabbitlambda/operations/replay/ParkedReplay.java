package io.github.rabbitlambda.operations.replay;

import io.github.rabbitlambda.operations.InvokedFunction;
import io.github.rabbitlambda.operations.OperationFailedException;
import io.github.rabbitlambda.operations.ReplayFailures;
import io.github.rabbitlambda.operations.ReplaySelection;
import io.github.rabbitlambda.operations.replay.ParkedMessage.Held;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * One pass through the failure queue. A message is deleted from SQS only after the broker confirmed it. Other messages
 * that were received are released at the end, or by SQS itself when the pass is interrupted. Replay is at least once: a
 * message that was confirmed and could not be deleted is replayed again by the next pass. Not thread-safe.
 */
final class ParkedReplay {
    private final FailureQueue queue;
    private final FailureBucket bucket;
    private final InvokedFunction tasks;
    private final String virtualHost;
    private final ReplaySelection selection;
    private final Clock clock;

    private final Set<String> seen = new HashSet<>();
    private final Map<String, Held> kept = new LinkedHashMap<>();
    private final ReplayFailures failures = new ReplayFailures();
    private int replayed;
    private int unwanted;

    ParkedReplay(FailureQueue queue, FailureBucket bucket, InvokedFunction tasks, String virtualHost,
            ReplaySelection selection,
            Clock clock) {
        this.queue = queue;
        this.bucket = bucket;
        this.tasks = tasks;
        this.virtualHost = virtualHost;
        this.selection = selection;
        this.clock = clock;
    }

    Map<String, Object> run(BooleanSupplier outOfTime) {
        try {
            while (replayed < selection.count() && !outOfTime.getAsBoolean()) {
                List<Held> taken = unseen(queue
                        .take(selection.isByCountOnly() ? selection.count() - replayed : Integer.MAX_VALUE));
                if (taken.isEmpty()) {
                    break;
                }
                Republication.grouped(
                        taken.stream().flatMap(message -> wanted(message).stream()).limit(selection.count() - replayed)
                                .toList())
                        .forEach(this::putBack);
            }
        } finally {
            queue.release(List.copyOf(kept.values()));
        }
        return result();
    }

    /** SQS may deliver a message twice. It is put back once. */
    private List<Held> unseen(List<Held> taken) {
        List<Held> unseen = taken.stream().filter(message -> seen.add(message.id())).toList();
        unseen.forEach(message -> kept.put(message.id(), message.withoutText()));
        return unseen;
    }

    /** A message that can't be read is a failure of its own, whatever it holds. */
    private Optional<Republication> wanted(Held held) {
        String name = held.id();
        try {
            ParkedMessage message = ParkedMessage.of(held);
            name = message.name();
            if (selection.wants(message.ids(), message.parkedAt(), clock.instant())) {
                return Optional.of(outgoing(message));
            }
            unwanted++;
        } catch (OperationFailedException refused) {
            failures.add(name, refused.getMessage());
        } catch (RuntimeException unforeseen) {
            failures.add(name, "it could not be read (" + unforeseen + ")");
        }
        return Optional.empty();
    }

    private Republication outgoing(ParkedMessage message) {
        message.obstacle(virtualHost).ifPresent(reason -> {
            throw new OperationFailedException(reason);
        });
        return Republication.of(message, message.outgoing(bucket::read));
    }

    private void putBack(List<Republication> group) {
        Map<Integer, String> refused = new LinkedHashMap<>();
        tasks.call(Republication.republish(group)).objects("failures")
                .forEach(failure -> refused.put((int) failure.number("index", 0, 0), failure.text("reason")));
        refused.forEach((index, reason) -> failures.add(group.get(index).message().name(), reason));
        confirmed(IntStream.range(0, group.size()).filter(index -> !refused.containsKey(index))
                .mapToObj(index -> group.get(index).message()).toList());
    }

    private void confirmed(List<ParkedMessage> messages) {
        replayed += messages.size();
        List<String> undeleted = queue.delete(messages.stream().map(ParkedMessage::held).toList());
        undeleted.forEach(id -> failures.add(id, "put back, but still parked as well"));
        messages.stream().filter(message -> !undeleted.contains(message.held().id())).forEach(message -> {
            kept.remove(message.held().id());
            message.pointer().ifPresent(this::deleteObject);
        });
    }

    private void deleteObject(ParkedMessage.Pointer pointer) {
        bucket.delete(pointer).ifPresent(reason -> failures.add(
                "the object %s of the bucket %s".formatted(pointer.key(), pointer.bucket()),
                "put back, but it stays in the bucket: " + reason));
    }

    private Map<String, Object> result() {
        long left = queue.depth();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("replayed", replayed);
        result.put("looked", seen.size());
        result.put("left", left);
        result.put("done", selection.isDone(replayed, left <= unwanted));
        result.put("failures", failures.sentences());
        return result;
    }
}
