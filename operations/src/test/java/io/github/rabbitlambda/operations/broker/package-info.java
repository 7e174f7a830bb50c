@NullMarked
package io.github.rabbitlambda.operations.broker;

import org.jspecify.annotations.NullMarked;
