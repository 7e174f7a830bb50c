/**
 * A small CloudFormation that runs whole lives of a stack on this machine: creation, update, replacement, roll-back,
 * deletion. {@code Rehearsal} is the entry. What runs for real and what is our own model of AWS:
 * docs/decisions/0008-deployments-are-rehearsed.md. Out of scope: any type of resource that no stack of ours has; it is
 * refused with a sentence.
 */
@NullMarked
package io.github.rabbitlambda.acceptance.rehearsal;

import org.jspecify.annotations.NullMarked;
