@NullMarked
package io.github.rabbitlambda.function.message;

import org.jspecify.annotations.NullMarked;
