@NullMarked
package io.github.rabbitlambda.operations.replay;

import org.jspecify.annotations.NullMarked;
