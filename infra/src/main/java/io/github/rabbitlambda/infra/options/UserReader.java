package io.github.rabbitlambda.infra.options;

import io.github.rabbitlambda.constructs.options.ConsumerPermissions;
import io.github.rabbitlambda.constructs.options.UserOptions;
import java.util.Optional;

/**
 * Reads the options of the users that a deployment makes.
 */
final class UserReader {
    private UserReader() {}

    static UserOptions read(Context context) {
        Optional<ConsumerPermissions> permissions = context.wholeObject("consumerPermissions")
                .flatMap(expressions -> context.orElse(Optional.empty(),
                        () -> Optional.of(new ConsumerPermissions(expressions))));
        return new UserOptions(permissions, context.number("rotationDays", UserOptions.ROTATION_DAYS));
    }
}
