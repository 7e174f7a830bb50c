/**
 * What the expressions of templates mean, as far as the templates tell.
 * <p>
 * Entry type: {@link io.github.rabbitlambda.reachability.value.Deployment}, all resources of the templates with their
 * properties evaluated under one {@link io.github.rabbitlambda.reachability.value.Scenario} of parameter values. A
 * {@link io.github.rabbitlambda.reachability.value.Value} may be unknown; a question about it has an
 * {@link io.github.rabbitlambda.reachability.value.Answer} that is yes, no, or not known with the reason. Out of scope: what
 * a type of resource does.
 */
@NullMarked
package io.github.rabbitlambda.reachability.value;

import org.jspecify.annotations.NullMarked;
