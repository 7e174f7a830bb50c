/**
 * Changes of templates that repair what a rule found.
 * <p>
 * Entry type: {@link io.github.rabbitlambda.reachability.fix.Repair}, which builds the changes of one template; the others
 * are fixes that several rules need. Out of scope: what is to be repaired, which {@code rule} knows, and how the fixes of a
 * report fit together.
 */
@NullMarked
package io.github.rabbitlambda.reachability.fix;

import org.jspecify.annotations.NullMarked;
