/**
 * Measures the connectivity check, warm and as a command. The entry is
 * {@link io.github.rabbitlambda.benchmark.reachability.ReachabilitySpeed}; whether its verdicts are right is out of scope.
 */
@NullMarked
package io.github.rabbitlambda.benchmark.reachability;

import org.jspecify.annotations.NullMarked;
