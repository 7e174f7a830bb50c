package io.github.rabbitlambda.constructs.operation;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import io.github.rabbitlambda.constructs.options.Jar;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * A jar of operations functions, with the one log group of all such functions, which the stack's deletion deletes.
 */
public record Operations(Jar jar, LogGroup logs) {

    public static Operations in(Construct scope, Jar jar, Optional<IKey> encryptionKey) {
        return new Operations(jar, logs(scope, "OperationsLogs", encryptionKey));
    }

    /** The same log group for functions of another jar. */
    public Operations with(Jar other) {
        return new Operations(other, logs);
    }

    /** A log group that the stack's deletion deletes. */
    public static LogGroup logs(Construct scope, String id, Optional<IKey> encryptionKey) {
        encryptionKey.ifPresent(key -> key.addToResourcePolicy(useByLogs()));
        return LogGroup.Builder.create(scope, id).retention(RetentionDays.ONE_MONTH)
                .removalPolicy(RemovalPolicy.DESTROY).encryptionKey(encryptionKey.orElse(null)).build();
    }

    /** For log groups of this account and Region: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html */
    private static PolicyStatement useByLogs() {
        PolicyStatement use = PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal("logs." + Aws.REGION + "." + Aws.URL_SUFFIX)))
                .actions(List.of("kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*",
                        "kms:Describe*"))
                .resources(List.of("*")).build();
        use.addCondition("ArnLike",
                Map.of("kms:EncryptionContext:aws:logs:arn", FunctionRole.arn("logs", "log-group:*")));
        return use;
    }
}
