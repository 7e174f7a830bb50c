/**
 * The broker, the mapping, and the network between them and the AWS services: subnets, routes, security groups, network ACLs
 * and endpoints.
 * <p>
 * Entry types: {@link io.github.rabbitlambda.reachability.network.EventSourceMapping} and
 * {@link io.github.rabbitlambda.reachability.network.Broker}; then
 * {@link io.github.rabbitlambda.reachability.network.MappingInterfaces}, the place that packets start from. These types
 * answer what happens to packets. Out of scope: what a mapping needs, and what to tell the user, which {@code rule} knows.
 */
@NullMarked
package io.github.rabbitlambda.reachability.network;

import org.jspecify.annotations.NullMarked;
