/**
 * Shows parked messages and puts them back on their queues.
 *
 * <p>{@link io.github.rabbitlambda.operations.replay.Replay} is the Lambda function. {@code ReplayRequest} is what an
 * event may ask for; {@code ParkedMessage} knows the form in which the listener parks.
 *
 * <p>Out of scope: publishing, which BrokerTasks does; it is called from here.
 */
@NullMarked
package io.github.rabbitlambda.operations.replay;

import org.jspecify.annotations.NullMarked;
