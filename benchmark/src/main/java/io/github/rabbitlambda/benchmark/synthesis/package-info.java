/**
 * Measures the CDK's commands and the parts of the app. The entry is
 * {@link io.github.rabbitlambda.benchmark.synthesis.SynthesisSpeed}; the templates themselves are out of scope.
 */
@NullMarked
package io.github.rabbitlambda.benchmark.synthesis;

import org.jspecify.annotations.NullMarked;
