/**
 * The results as data, and the page and the charts that are made of them. The entry is
 * {@link io.github.rabbitlambda.benchmark.result.Results}; measuring is out of scope.
 */
@NullMarked
package io.github.rabbitlambda.benchmark.result;

import org.jspecify.annotations.NullMarked;
