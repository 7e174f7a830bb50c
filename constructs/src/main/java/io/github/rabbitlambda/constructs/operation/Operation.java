package io.github.rabbitlambda.constructs.operation;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.constructs.Construct;

/**
 * A function of the operations jar with its role. It is outside any VPC.
 */
public final class Operation extends Construct {
    private static final String PACKAGE = "io.github.rabbitlambda.operations.";
    private final Role role;
    private final Function function;

    /** The handler is the class with its room in the operations jar. The construct's id is the class alone. */
    public Operation(Construct scope, String handler, Operations operations, Props props) {
        super(scope, handler.substring(handler.indexOf('.') + 1));
        role = FunctionRole.create(this, "Role", operations.logs(), props.statements());
        function = function(handler, operations, props);
    }

    /** The same with a policy that grows until synthesis. */
    Operation(Construct scope, String handler, Operations operations, Props props, PolicyDocument work) {
        super(scope, handler);
        role = FunctionRole.growing(this, "Role", work);
        function = function(handler, operations, props);
    }

    private Function function(String handler, Operations operations, Props props) {
        operations.jar().requireClass("the operations handler", PACKAGE + handler);
        return Function.Builder.create(this, "Function").runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64).code(Code.fromAsset(operations.jar().path()))
                .handler(PACKAGE + handler).memorySize(512).timeout(props.timeout()).environment(props.environment())
                .role(role).logGroup(operations.logs()).loggingFormat(LoggingFormat.JSON).build();
    }

    public Role role() {
        return role;
    }

    public Function function() {
        return function;
    }

    public record Props(Duration timeout, Map<String, String> environment, List<PolicyStatement> statements) {
        public Props {
            statements = List.copyOf(statements);
        }
    }
}
