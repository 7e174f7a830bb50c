/** The connectivity check: warm, and as a command. */
@NullMarked
package io.github.rabbitlambda.benchmark.reachability;

import org.jspecify.annotations.NullMarked;
