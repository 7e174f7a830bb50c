/** Tests of what users test with. */
@NullMarked
package io.github.rabbitlambda.function.testing;

import org.jspecify.annotations.NullMarked;
