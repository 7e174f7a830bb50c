package io.github.rabbitlambda.constructs.options;

import java.util.Optional;

/**
 * The users that a deployment makes on the broker.
 *
 * @param consumerPermissions
 *            if empty, the consumer reads the listener's queues and does nothing else
 * @param rotationDays
 *            after how many days Secrets Manager rotates the passwords; if empty, it does not
 */
public record UserOptions(Optional<ConsumerPermissions> consumerPermissions, Optional<Integer> rotationDays) {
    // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotationRulesType.html
    public static final Range ROTATION_DAYS = new Range(1, 1000, "Secrets Manager rotates after so many days");
    public static final UserOptions DEFAULT = new UserOptions(Optional.empty(), Optional.empty());

    public UserOptions {
        rotationDays.ifPresent(days -> ROTATION_DAYS.check("rotationDays", days));
    }

    public boolean rotates() {
        return rotationDays.isPresent();
    }
}
