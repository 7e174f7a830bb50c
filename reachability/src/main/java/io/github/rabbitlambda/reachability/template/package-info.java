/**
 * Templates as they were written: JSON or YAML text, read into a {@code Tree}, with SAM's functions expanded.
 * <p>
 * Entry type: {@link io.github.rabbitlambda.reachability.template.TemplateFile}. Out of scope: the meaning of intrinsic
 * functions, parameters and conditions, which {@code value} knows.
 */
@NullMarked
package io.github.rabbitlambda.reachability.template;

import org.jspecify.annotations.NullMarked;
