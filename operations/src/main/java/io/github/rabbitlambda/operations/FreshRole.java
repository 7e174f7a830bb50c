package io.github.rabbitlambda.operations;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Waits until the permissions of a role that was made seconds ago have reached all of AWS: CloudFormation goes on before
 * they have.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency">
 *      Changes that are not always immediately visible</a>
 */
public record FreshRole(Duration limit, Duration pause) {

    /** What the templates rely on: two minutes. */
    public static FreshRole ofTheStack() {
        return new FreshRole(Duration.ofMinutes(2), Duration.ofSeconds(5));
    }

    public <T> T settled(Supplier<T> attempt) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                return attempt.get();
            } catch (LacksPermissionException refusal) {
                if (System.nanoTime() + pause.toNanos() > end) {
                    throw refusal;
                }
                Patience.sleep(pause);
            }
        }
    }
}
