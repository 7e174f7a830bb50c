@NullMarked
package io.github.rabbitlambda.operations.network;

import org.jspecify.annotations.NullMarked;
