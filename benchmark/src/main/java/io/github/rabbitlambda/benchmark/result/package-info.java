/** What was measured, as data, and the page and pictures made of it. */
@NullMarked
package io.github.rabbitlambda.benchmark.result;

import org.jspecify.annotations.NullMarked;
