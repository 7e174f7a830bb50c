package io.github.rabbitlambda.constructs.operation;

import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;
import io.github.rabbitlambda.constructs.options.Jar;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What runs the constructs of a stack: the jar of the functions that call brokers, one log group, and one function for all
 * steps. Each is made when the first construct needs it.
 */
public final class SharedOperations extends Construct {
    private static final String ID = "RabbitLambda";
    private final Supplier<Jar> functionsJar;
    private final Supplier<Jar> stepsJar;
    private final Optional<IKey> encryptionKey;
    private @Nullable Operations functions;
    private @Nullable Steps steps;

    private SharedOperations(Stack stack, Supplier<Jar> functionsJar, Supplier<Jar> stepsJar,
            Optional<IKey> encryptionKey) {
        super(stack, ID);
        this.encryptionKey = encryptionKey;
        this.functionsJar = functionsJar;
        this.stepsJar = stepsJar;
    }

    /** Has a stack take these jars, and not those that the library holds; the key encrypts the log group. */
    public static void in(Stack stack, Jar functions, Jar steps, Optional<IKey> encryptionKey) {
        new SharedOperations(stack, () -> functions, () -> steps, encryptionKey);
    }

    /** Of the stack that the scope is in. */
    public static SharedOperations of(Construct scope) {
        Stack stack = Stack.of(scope);
        return stack.getNode().tryFindChild(ID) instanceof SharedOperations shared
                ? shared
                : new SharedOperations(stack, OperationJars::operations, OperationJars::steps,
                        Optional.empty());
    }

    public Operations functions() {
        if (functions == null) {
            functions = Operations.in(this, functionsJar.get(), encryptionKey);
        }
        return functions;
    }

    public Steps steps() {
        if (steps == null) {
            steps = Steps.growing(this, functions().with(stepsJar.get()));
        }
        return steps;
    }
}
