/**
 * Reads CloudFormation templates and answers, before anything is deployed, whether an event source mapping on an Amazon
 * MQ broker will connect, and if not, what to change.
 * <p>
 * Entry type: {@link io.github.rabbitlambda.reachability.Reachability}. {@code Reachability.ofTexts(templates)}, or
 * {@code of(files)}, with all templates of one assembly; then {@code verdicts()}. Each
 * {@link io.github.rabbitlambda.reachability.Verdict} has its kind, the logical id, the findings as sentences with their
 * rule and their {@link io.github.rabbitlambda.reachability.Fix fixes} as JSON Patch, the paths, {@code words()} and
 * {@code mermaid()}.
 * <p>
 * How it works: a template's text becomes a {@code Tree}; a {@code Resolver} turns its expressions into {@code Value}s
 * under a {@code Scenario} of parameter values; a {@code Judgement} asks every rule, whose {@code Answer} is yes, no or not
 * known; the {@code Solver} tries the parameters that matter. Out of scope: anything that needs an AWS account.
 */
@NullMarked
package io.github.rabbitlambda.reachability;

import org.jspecify.annotations.NullMarked;
