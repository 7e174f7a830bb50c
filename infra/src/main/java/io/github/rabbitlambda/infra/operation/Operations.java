package io.github.rabbitlambda.infra.operation;

import io.github.rabbitlambda.infra.options.Jar;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * What the operations functions of a stack share: their jar, and one log group, which the stack's deletion deletes.
 */
public record Operations(Jar jar, LogGroup logs) {

    public static Operations in(Construct scope, Jar jar) {
        return new Operations(jar, logs(scope, "OperationsLogs"));
    }

    /** A log group that the stack's deletion deletes. */
    public static LogGroup logs(Construct scope, String id) {
        return LogGroup.Builder.create(scope, id).retention(RetentionDays.ONE_MONTH)
                .removalPolicy(RemovalPolicy.DESTROY).build();
    }
}
