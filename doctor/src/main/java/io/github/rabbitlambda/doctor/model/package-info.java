/** Turns a snapshot into the resources that reachability judges, and its verdicts into words and commands for an account. */
@NullMarked
package io.github.rabbitlambda.doctor.model;

import org.jspecify.annotations.NullMarked;
