/**
 * What a stack is made of beside its network: broker, listener, event source mapping, failure queue, monitoring, and
 * the connectivity check. {@link io.github.rabbitlambda.constructs.resource.Broker}, {@link
 * io.github.rabbitlambda.constructs.resource.Listener} and {@link io.github.rabbitlambda.constructs.resource.EventSource} are
 * where to begin. The order in which a stack creates them is out of scope.
 */
@NullMarked
package io.github.rabbitlambda.constructs.resource;

import org.jspecify.annotations.NullMarked;
