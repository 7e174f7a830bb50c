package io.github.rabbitlambda.constructs.operation;

import software.amazon.awscdk.Stack;
import software.constructs.Construct;
import org.jspecify.annotations.Nullable;

/**
 * What runs the constructs of a stack: the jar of the functions that call brokers, one log group, and one function for all
 * steps. Each is made when the first construct needs it.
 */
public final class SharedOperations extends Construct {
    private static final String ID = "RabbitLambda";
    private @Nullable Operations functions;
    private @Nullable Steps steps;

    private SharedOperations(Stack stack) {
        super(stack, ID);
    }

    /** Of the stack that the scope is in. */
    public static SharedOperations of(Construct scope) {
        Stack stack = Stack.of(scope);
        return stack.getNode().tryFindChild(ID) instanceof SharedOperations shared
                ? shared
                : new SharedOperations(stack);
    }

    public Operations functions() {
        if (functions == null) {
            functions = Operations.in(this, OperationJars.operations());
        }
        return functions;
    }

    public Steps steps() {
        if (steps == null) {
            steps = Steps.growing(this, functions().with(OperationJars.steps()));
        }
        return steps;
    }
}
