/** What only a live account shows: states, metrics, and what doesn't agree with what. One check a class. */
@NullMarked
package io.github.rabbitlambda.doctor.finding;

import org.jspecify.annotations.NullMarked;
