package io.github.rabbitlambda.constructs;

import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;

/** Functions that know nothing of this project. */
final class TestFunctions {
    private TestFunctions() {}

    static Function node(Stack stack, String id) {
        return Function.Builder.create(stack, id).runtime(Runtime.NODEJS_22_X).handler("index.handler")
                .code(Code.fromInline("exports.handler = async event => {};")).build();
    }
}
