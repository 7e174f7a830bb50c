/** What the CDK's commands take, and which part of it what. */
@NullMarked
package io.github.rabbitlambda.benchmark.synthesis;

import org.jspecify.annotations.NullMarked;
