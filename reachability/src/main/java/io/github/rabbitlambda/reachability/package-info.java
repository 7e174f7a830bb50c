/**
 * Reads CloudFormation templates and plans of Terraform, and says, before anything is deployed, whether an event source mapping on an Amazon MQ
 * broker will connect, and if not, what to change.
 * <p>
 * Entry type: {@link io.github.rabbitlambda.reachability.Reachability}. Call {@code Reachability.ofTexts(templates)}, or
 * {@code of(files)}, with all templates of one assembly, then {@code verdicts()}. Each
 * {@link io.github.rabbitlambda.reachability.verdict.Verdict} has its kind, the logical id, the findings as sentences with
 * their rule and their {@link io.github.rabbitlambda.reachability.verdict.Fix fixes} as JSON Patch, and the paths.
 * <p>
 * The rooms, each of which knows only those before it: {@code template} reads a file's text; {@code value} evaluates its
 * expressions under one choice of parameters; {@code network} and {@code iam} tell what the resources mean; {@code verdict}
 * holds and prints the result; {@code rule} asks one rule after another; {@code terraform} makes a template of a plan, and of
 * a verdict about it one in Terraform's words. The API that users are promised is this package,
 * {@code verdict}, {@code network.Path}, {@code network.Hop} and {@code template.UnreadableTemplate}; other types are public
 * only for the rooms above them.
 * <p>
 * Out of scope: anything that needs an AWS account.
 */
@NullMarked
package io.github.rabbitlambda.reachability;

import org.jspecify.annotations.NullMarked;
