/**
 * The account without Lambda: roles, network, brokers, secrets, queues and buckets, and the address at which functions call them.
 * {@code Gateway} is that address.
 */
@NullMarked
package io.github.rabbitlambda.acceptance.rehearsal.aws;

import org.jspecify.annotations.NullMarked;
