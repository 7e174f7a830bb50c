/**
 * Measures messages a second, from queues of a real RabbitMQ through the local event source mapping. The entries are
 * {@link io.github.rabbitlambda.benchmark.throughput.ListenerThroughput} and
 * {@link io.github.rabbitlambda.benchmark.throughput.LocalThroughput}; a broker in AWS is out of scope.
 */
@NullMarked
package io.github.rabbitlambda.benchmark.throughput;

import org.jspecify.annotations.NullMarked;
