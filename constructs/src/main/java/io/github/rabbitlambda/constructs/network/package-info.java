/**
 * Networks for brokers and their clients. {@link io.github.rabbitlambda.constructs.network.Network} is the entry: Amazon
 * MQ's own, the account's default VPC, or a VPC that the stack creates. Broker and mapping themselves are out of scope.
 */
@NullMarked
package io.github.rabbitlambda.constructs.network;

import org.jspecify.annotations.NullMarked;
