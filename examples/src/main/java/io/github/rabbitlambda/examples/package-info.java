/**
 * What local demonstrates and what the stacks deploy where the user names no function of their own.
 *
 * <p>
 * Entry type: {@link io.github.rabbitlambda.examples.SampleListener}. A module of its own, so that a jar that holds the
 * library holds no function that would acknowledge real messages.
 */
@NullMarked
package io.github.rabbitlambda.examples;

import org.jspecify.annotations.NullMarked;
