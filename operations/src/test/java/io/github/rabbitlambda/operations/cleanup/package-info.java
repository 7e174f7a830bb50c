@NullMarked
package io.github.rabbitlambda.operations.cleanup;

import org.jspecify.annotations.NullMarked;
