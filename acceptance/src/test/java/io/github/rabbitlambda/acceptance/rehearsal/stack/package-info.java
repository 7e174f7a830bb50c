/**
 * The small CloudFormation: templates, their expressions, and what a stack does with the resources in which order.
 * {@code Stack} is the entry. How a resource is made is out of scope: a {@code Kind} of room {@code aws} or {@code lambda} knows.
 */
@NullMarked
package io.github.rabbitlambda.acceptance.rehearsal.stack;

import org.jspecify.annotations.NullMarked;
