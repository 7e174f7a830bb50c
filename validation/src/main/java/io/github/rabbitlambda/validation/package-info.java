/**
 * What Lambda refuses, or accepts and then fails on, found out before: {@link io.github.rabbitlambda.validation.FilterPattern
 * filters}, {@link io.github.rabbitlambda.validation.FunctionArchive a function's jar} and
 * {@link io.github.rabbitlambda.validation.FunctionVariables its environment}. Each finding is a sentence. The local command
 * and the constructs share them. Runs nothing of a function and calls no service.
 */
@NullMarked
package io.github.rabbitlambda.validation;

import org.jspecify.annotations.NullMarked;
