/** The listener's tests. */
@NullMarked
package io.github.rabbitlambda.function;

import org.jspecify.annotations.NullMarked;
