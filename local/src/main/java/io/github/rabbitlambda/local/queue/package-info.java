/** From the queue to a batch: receive, filter, encode, and in the end settle. */
@NullMarked
package io.github.rabbitlambda.local.queue;

import org.jspecify.annotations.NullMarked;
