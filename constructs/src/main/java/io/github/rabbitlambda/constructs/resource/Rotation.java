package io.github.rabbitlambda.constructs.resource;

import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.amazon.awscdk.services.secretsmanager.CfnRotationSchedule;
import software.amazon.awscdk.services.secretsmanager.CfnRotationSchedule.RotationRulesProperty;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.Construct;

/**
 * The schedules by which Secrets Manager has the function in the broker's network rotate the users' passwords. It depends on the
 * topology: a new schedule tests its secret at once, so the users must exist.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html
 */
public final class Rotation extends Construct {
    private final BrokerTasks tasks;
    private final int days;

    /**
     * @param secrets
     *            by the ids of their schedules
     */
    public Rotation(Construct scope, BrokerTasks tasks, int days, Map<String, ISecret> secrets) {
        super(scope, "Rotation");
        this.tasks = tasks;
        this.days = days;
        CfnPermission invocation = invocation();
        secrets.forEach((id, secret) -> schedule(id, secret).getNode().addDependency(invocation));
    }

    /** https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html */
    private CfnPermission invocation() {
        return CfnPermission.Builder.create(this, "Invocation").action("lambda:InvokeFunction")
                .functionName(tasks.function().getFunctionArn()).principal("secretsmanager.amazonaws.com")
                .sourceAccount(Aws.ACCOUNT_ID).build();
    }

    private CfnRotationSchedule schedule(String id, ISecret secret) {
        return CfnRotationSchedule.Builder.create(this, id).secretId(secret.getSecretArn())
                .rotationLambdaArn(tasks.function().getFunctionArn()).rotateImmediatelyOnUpdate(false)
                .rotationRules(RotationRulesProperty.builder().automaticallyAfterDays(days).build()).build();
    }
}
