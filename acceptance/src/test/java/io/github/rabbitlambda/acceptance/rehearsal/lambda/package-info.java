/**
 * Functions in processes of their own, what invokes them (custom resources, state machines), and event source mappings.
 * {@code Functions} is the entry.
 */
@NullMarked
package io.github.rabbitlambda.acceptance.rehearsal.lambda;

import org.jspecify.annotations.NullMarked;
