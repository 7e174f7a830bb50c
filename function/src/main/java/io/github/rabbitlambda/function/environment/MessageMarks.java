package io.github.rabbitlambda.function.environment;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.github.rabbitlambda.function.message.Message;

import org.jspecify.annotations.Nullable;

/**
 * Remembers which messages are in work, so that the process after a crash knows which ones may have caused it. Safe for
 * use by several threads.
 *
 * <p>
 * Example: message A makes its process end. The first time nothing is remembered. The second time A is redelivered, and
 * the process is not the first of its environment; each is a reason to mark A in the file when it is started. The next
 * process finds the mark, and A is suspected: it is handled before all others and with no other message in work. If the
 * process ends again, A was in work at two ends, and is parked.
 *
 * <p>
 * A batch in peace costs nothing. Without a file the marks live as long as the process.
 */
public final class MessageMarks {
    /** A suspected message may have gone elsewhere. */
    private static final int MAX_SUSPICIONS = 10_000;

    private final @Nullable MarkFile file;
    private final Map<Fingerprint, Suspicion> suspicions = new LinkedHashMap<>();
    /** Of the batch's messages: each is hashed once a batch. */
    private final Map<Message, Fingerprint> fingerprints = new IdentityHashMap<>();
    /** Whether the next batch may be one that came back: it may be retried without being marked as redelivered. */
    private boolean retrying;
    private @Nullable IOException problem;

    MessageMarks(@Nullable MarkFile file) {
        this.file = file;
        if (file != null && file.existed()) {
            retrying = true;
            change(read -> suspicions.putAll(read.suspicions()));
        }
    }

    /** Marks that no other process will see. */
    public static MessageMarks inMemory() {
        return new MessageMarks(null);
    }

    /** What is known of a message; empty for nearly every one. */
    public synchronized Optional<Suspicion> suspicion(Message message) {
        return suspicions.isEmpty() || !mayHaveComeBack(message)
                ? Optional.empty()
                : Optional.ofNullable(suspicions.get(fingerprint(message)));
    }

    private Fingerprint fingerprint(Message message) {
        return fingerprints.computeIfAbsent(message, Fingerprint::of);
    }

    /** Whether the message is to be marked while it is in work; a quick question. */
    public synchronized boolean mustMark(Message message) {
        return file != null && mayHaveComeBack(message);
    }

    private boolean mayHaveComeBack(Message message) {
        return message.redelivered() || retrying;
    }

    /**
     * The message is in work from here on.
     *
     * @param end
     *            when its function is timed out
     */
    public synchronized void start(Message message, Instant end) {
        if (mustMark(message)) {
            Fingerprint fingerprint = fingerprint(message);
            change(written -> written.start(fingerprint, end));
        }
    }

    /** The message has failed, and stays marked until its batch ends: the process may end before it is parked. */
    public synchronized void fail(Message message, String errorClass) {
        Fingerprint fingerprint = fingerprints.get(message);
        if (fingerprint != null) {
            change(written -> written.fail(fingerprint, errorClass));
        }
    }

    /** The message is not in work any more; what was known of it stays. */
    public synchronized void stop(Message message) {
        Fingerprint fingerprint = fingerprints.get(message);
        if (fingerprint != null) {
            change(written -> written.stop(fingerprint));
        }
    }

    /** The message was processed: it is not in work any more, and nothing is known against it. */
    public synchronized void clear(Message message) {
        Fingerprint fingerprint = fingerprints.get(message);
        if (fingerprint != null) {
            suspicions.remove(fingerprint);
            change(written -> written.clear(fingerprint));
        }
    }

    /** Suspects a message that has to come back. */
    public synchronized void suspect(Message message, UnaryOperator<Suspicion> change) {
        Fingerprint fingerprint = fingerprint(message);
        Suspicion suspicion = change.apply(suspicions.getOrDefault(fingerprint, Suspicion.NONE));
        suspicions.put(fingerprint, suspicion);
        if (suspicions.size() > MAX_SUSPICIONS) {
            suspicions.remove(suspicions.keySet().iterator().next());
        }
        change(written -> written.suspect(fingerprint, suspicion));
    }

    /**
     * No message of the batch is in work any more.
     *
     * @param settled
     *            whether none of them comes back
     */
    public synchronized void endBatch(boolean settled) {
        retrying = !settled;
        if (!fingerprints.isEmpty()) {
            new ArrayList<>(fingerprints.keySet()).forEach(settled ? this::clear : this::stop);
            fingerprints.clear();
            change(written -> written.shorten(suspicions));
        }
    }

    /** Whether a message was processed in the environment, in an earlier process at least. */
    synchronized boolean hasProcessed() {
        return file != null && file.works();
    }

    /** A message was processed, for the first time in this process. */
    synchronized void addProcessed() {
        if (file != null && !file.works()) {
            try {
                file.addWorks();
            } catch (IOException e) {
                problem = e;
            }
        }
    }

    private interface Change {
        void make(MarkFile file) throws IOException;
    }

    private void change(Change change) {
        if (file != null) {
            try {
                change.make(file);
            } catch (IOException e) {
                problem = e;
            }
        }
    }

    /** Why marks could not be stored since this was called last. */
    public synchronized Optional<String> problem() {
        if (problem == null) {
            return Optional.empty();
        }
        Optional<String> sentence = Optional.of(problem.toString());
        problem = null;
        return sentence;
    }
}
