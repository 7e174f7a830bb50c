/**
 * A failure queue on this machine: an SQS server that catches what the function's listener parks. Entry:
 * {@link io.github.rabbitlambda.local.parking.FailureQueue}.
 *
 * <p>Out of scope: S3, where a listener stores records that are too long for SQS.
 */
@NullMarked
package io.github.rabbitlambda.local.parking;

import org.jspecify.annotations.NullMarked;
