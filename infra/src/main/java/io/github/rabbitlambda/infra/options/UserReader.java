package io.github.rabbitlambda.infra.options;

import io.github.rabbitlambda.constructs.options.ConsumerPermissions;
import io.github.rabbitlambda.constructs.options.UserOptions;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the options of the users that a deployment makes.
 */
final class UserReader {
    private static final String PERMISSIONS = "consumerPermissions";

    private UserReader() {}

    static UserOptions read(Context context) {
        return new UserOptions(context.json(PERMISSIONS).flatMap(text -> permissions(context, text)),
                context.number("rotationDays", UserOptions.ROTATION_DAYS));
    }

    /** What is no object has been refused when it was read. */
    private static Optional<ConsumerPermissions> permissions(Context context, String text) {
        Map<String, String> expressions = context.object(PERMISSIONS);
        return expressions.isEmpty() && !text.matches("\\{\\s*}")
                ? Optional.empty()
                : context.orElse(Optional.empty(), () -> Optional.of(new ConsumerPermissions(expressions)));
    }
}
