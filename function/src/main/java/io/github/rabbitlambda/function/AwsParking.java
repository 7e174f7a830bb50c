package io.github.rabbitlambda.function;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import software.amazon.awssdk.core.exception.SdkException;

/**
 * Parks failed deliveries in SQS, and in S3 those that are too long for SQS.
 *
 * <p>
 * When one delivery can't be parked, the following ones are not tried: their batch comes back, and those that were
 * parked are parked again. So a delivery is parked at least once, not exactly once.
 */
final class AwsParking implements Parking {
    private static final int MAX_ENTRIES = 10;

    private final FailureQueue queue;
    private final FailureBucket bucket;
    private final int maxBytes;
    private final Clock clock;

    AwsParking(FailureQueue queue, FailureBucket bucket, int maxBytes, Clock clock) {
        this.queue = queue;
        this.bucket = bucket;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    @Override
    public Result park(List<Failure> failures, Invocation invocation) {
        Set<Failure> parked = Collections.newSetFromMap(new IdentityHashMap<>());
        String reason = "";
        try {
            park(failures, invocation, parked);
        } catch (SdkException | ParkingException e) {
            reason = String.valueOf(e.getMessage());
        }
        return new Result(failures.stream().filter(failure -> !parked.contains(failure)).toList(), reason);
    }

    private void park(List<Failure> failures, Invocation invocation, Set<Failure> parked) {
        ParkedText text = new ParkedText(invocation.context(), clock.instant());
        List<FailureQueue.Entry> batch = new ArrayList<>();
        int bytes = 0;
        for (Failure failure : failures) {
            String body = body(failure, text, invocation);
            if (batch.size() == MAX_ENTRIES || bytes + body.length() > maxBytes) {
                queue.send(batch, invocation, parked);
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(new FailureQueue.Entry(failure, body));
            bytes += body.length();
        }
        queue.send(batch, invocation, parked);
    }

    /** The text is ASCII, so its length is its number of bytes. */
    private String body(Failure failure, ParkedText text, Invocation invocation) {
        String whole = text.whole(failure);
        return whole.length() <= maxBytes
                ? whole
                : text.pointer(failure, bucket.put(whole, invocation));
    }
}
