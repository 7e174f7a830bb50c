package io.github.rabbitlambda.infra.operation;

import io.github.rabbitlambda.infra.options.Jar;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * A function of the operations jars with its log group and its role. It is outside any VPC.
 */
public final class Operation extends Construct {
    private static final String PACKAGE = "io.github.rabbitlambda.operations.";
    private final Role role;
    private final Function function;

    /** The handler is the class with its room in the operations jar. The construct's id is the class alone. */
    public Operation(Construct scope, String handler, Props props) {
        super(scope, handler.substring(handler.indexOf('.') + 1));
        props.jar().requireClass("the operations handler", PACKAGE + handler);
        LogGroup logs = logs(this);
        role = FunctionRole.create(this, "Role", logs, props.statements());
        function = Function.Builder.create(this, "Function").runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64).code(Code.fromAsset(props.jar().path())).handler(PACKAGE + handler)
                .memorySize(512).timeout(props.timeout()).environment(props.environment()).role(role).logGroup(logs)
                .loggingFormat(LoggingFormat.JSON).build();
    }

    /** A log group that the stack's deletion deletes. */
    public static LogGroup logs(Construct scope) {
        return LogGroup.Builder.create(scope, "Logs").retention(RetentionDays.ONE_MONTH)
                .removalPolicy(RemovalPolicy.DESTROY).build();
    }

    public Role role() {
        return role;
    }

    public Function function() {
        return function;
    }

    public record Props(Jar jar, Duration timeout, Map<String, String> environment, List<PolicyStatement> statements) {
        public static Props of(Jar jar, PolicyStatement... statements) {
            return new Props(jar, Duration.minutes(15), Map.of(), List.of(statements));
        }
    }
}
