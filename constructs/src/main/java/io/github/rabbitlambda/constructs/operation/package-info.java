/**
 * The functions of the operations jar as a stack has them: {@link io.github.rabbitlambda.constructs.operation.Operation} is
 * such a function with its role, {@link io.github.rabbitlambda.constructs.operation.Steps} the one that handles every
 * {@link io.github.rabbitlambda.constructs.operation.DeploymentStep}, a custom resource. Which function needs which permission
 * is out of scope: the construct that owns it says so.
 */
@NullMarked
package io.github.rabbitlambda.constructs.operation;

import org.jspecify.annotations.NullMarked;
