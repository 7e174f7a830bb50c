/**
 * Measures decoders: this project's and those that people use instead, in JMH processes that take turns. The entry is
 * {@link io.github.rabbitlambda.benchmark.decode.DecodeSpeed}; whole invocations are out of scope.
 */
@NullMarked
package io.github.rabbitlambda.benchmark.decode;

import org.jspecify.annotations.NullMarked;
