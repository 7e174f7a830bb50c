/**
 * What the listener knows of its execution environment: which messages were in work when an earlier process of it
 * ended, and how to end this one. Lambda keeps the directory for temporary files when it resets an environment after a
 * crash or a time-out. Nothing here is for users.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">Lambda's execution
 *      environment</a>
 */
@NullMarked
package io.github.rabbitlambda.function.environment;

import org.jspecify.annotations.NullMarked;
