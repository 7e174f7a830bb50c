package io.github.rabbitlambda.operations;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Retries calls that AWS fails for a while: the permissions of a new role have not reached all of AWS yet (CloudFormation
 * does not wait for that), or the service throttles longer than its client retries.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency">
 *      Changes that are not always immediately visible</a>
 */
public record AwsRetry(Duration limit, Duration pause) {

    /** The limit of the stacks' functions: two minutes. */
    public static AwsRetry ofTheStack() {
        return new AwsRetry(Duration.ofMinutes(2), Duration.ofSeconds(5));
    }

    public <T> T retry(Supplier<T> attempt) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                return attempt.get();
            } catch (AwsCallFailedException refusal) {
                if (System.nanoTime() + pause.toNanos() > end) {
                    throw refusal;
                }
                BrokerRetry.sleep(pause);
            }
        }
    }
}
