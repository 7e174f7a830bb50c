package io.github.rabbitlambda.function;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import software.amazon.awssdk.core.exception.SdkException;

/**
 * Parks in SQS, and in S3 what is too long for it.
 *
 * <p>
 * Once parking fails for one delivery the rest is not tried: the batch comes back then, and what was parked is parked
 * again. So a delivery is parked at least once, not exactly once.
 */
final class AwsParking implements Parking {
    private static final int MOST_ENTRIES = 10;

    private final FailureQueue queue;
    private final FailureBucket bucket;
    private final int mostBytes;
    private final Clock clock;

    AwsParking(FailureQueue queue, FailureBucket bucket, int mostBytes, Clock clock) {
        this.queue = queue;
        this.bucket = bucket;
        this.mostBytes = mostBytes;
        this.clock = clock;
    }

    @Override
    public Left park(List<Failure> failures, Invocation invocation) {
        Set<Failure> parked = Collections.newSetFromMap(new IdentityHashMap<>());
        String reason = "";
        try {
            park(failures, invocation, parked);
        } catch (SdkException | ParkingException e) {
            reason = String.valueOf(e.getMessage());
        }
        return new Left(failures.stream().filter(failure -> !parked.contains(failure)).toList(), reason);
    }

    private void park(List<Failure> failures, Invocation invocation, Set<Failure> parked) {
        ParkedText text = new ParkedText(invocation.context(), clock.instant());
        List<FailureQueue.Entry> batch = new ArrayList<>();
        int bytes = 0;
        for (Failure failure : failures) {
            String body = body(failure, text, invocation);
            if (batch.size() == MOST_ENTRIES || bytes + body.length() > mostBytes) {
                queue.send(batch, invocation, parked);
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(new FailureQueue.Entry(failure, body));
            bytes += body.length();
        }
        queue.send(batch, invocation, parked);
    }

    /** In ASCII, so that its length is its size. */
    private String body(Failure failure, ParkedText text, Invocation invocation) {
        String whole = text.whole(failure);
        return whole.length() <= mostBytes
                ? whole
                : text.pointer(failure, bucket.put(whole, invocation));
    }
}
