/**
 * Measured comparisons with what people would use instead. {@link io.github.rabbitlambda.benchmark.Benchmarks} runs them
 * and writes docs/performance.md. The results are ratios within one run; absolute times are out of scope, because they
 * depend on the machine.
 */
@NullMarked
package io.github.rabbitlambda.benchmark;

import org.jspecify.annotations.NullMarked;
