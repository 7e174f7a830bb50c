@NullMarked
package io.github.rabbitlambda.operations.verify;

import org.jspecify.annotations.NullMarked;
