/** The functions that are compared, packaged as users package theirs, and how they are started and invoked. */
@NullMarked
package io.github.rabbitlambda.benchmark.function;

import org.jspecify.annotations.NullMarked;
