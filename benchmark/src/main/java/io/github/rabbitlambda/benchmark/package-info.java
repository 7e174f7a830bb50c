/** Measured comparisons: ratios within one run, never absolute times. */
@NullMarked
package io.github.rabbitlambda.benchmark;

import org.jspecify.annotations.NullMarked;
