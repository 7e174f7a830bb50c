package io.github.rabbitlambda.constructs.operation;

import java.util.List;

/**
 * What the function needs that rotates secrets, and that then looks after the mappings which use them.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html">
 *      Permissions of a rotation function</a>
 */
public final class RotationActions {
    public static final String READ = "secretsmanager:GetSecretValue";
    /** On each secret, beside reading it. */
    public static final List<String> WRITE = List.of("secretsmanager:DescribeSecret", "secretsmanager:PutSecretValue",
            "secretsmanager:UpdateSecretVersionStage");
    /** It takes no resource. */
    public static final String RANDOM_PASSWORD = "secretsmanager:GetRandomPassword";
    /** It takes no resource. */
    public static final String LIST_MAPPINGS = "lambda:ListEventSourceMappings";
    public static final String UPDATE_MAPPING = "lambda:UpdateEventSourceMapping";

    private RotationActions() {}
}
