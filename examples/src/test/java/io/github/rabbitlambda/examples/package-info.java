/** The examples' tests. */
@NullMarked
package io.github.rabbitlambda.examples;

import org.jspecify.annotations.NullMarked;
