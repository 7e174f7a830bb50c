/**
 * What a mapping needs, one rule in one class: {@code R19FreeAddresses} is rule R19 of docs/reachability.md. Its constant
 * {@code RULE} holds the id, the sentence and the source.
 * <p>
 * Entry type: {@link io.github.rabbitlambda.reachability.rule.Solver}, which tries the parameter values that matter.
 * {@code Judgement} asks the rules in their order, {@code BrokerAccess}, {@code NetworkRules} and {@code ServiceRules} those
 * about the network; {@code Report} collects what they find. Out of scope: how packets and policies behave, how fixes
 * change templates, and how verdicts are printed.
 */
@NullMarked
package io.github.rabbitlambda.reachability.rule;

import org.jspecify.annotations.NullMarked;
