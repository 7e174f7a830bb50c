/** Decoding an event: this project's decoder against what people use instead, in JMH forks that take turns. */
@NullMarked
package io.github.rabbitlambda.benchmark.decode;

import org.jspecify.annotations.NullMarked;
