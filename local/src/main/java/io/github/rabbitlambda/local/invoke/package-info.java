/** The function: its package, its process, and the Lambda Runtime API between it and us. */
@NullMarked
package io.github.rabbitlambda.local.invoke;

import org.jspecify.annotations.NullMarked;
