/** Messages a second, from queues of a real RabbitMQ through the local event source mapping. */
@NullMarked
package io.github.rabbitlambda.benchmark.throughput;

import org.jspecify.annotations.NullMarked;
