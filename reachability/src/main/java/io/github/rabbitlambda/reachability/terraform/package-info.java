/**
 * Terraform's plans and states, as {@code terraform show -json} prints them, translated into the model of a template, so
 * that all rules are the same; and verdicts about them in Terraform's words.
 * <p>
 * Entry type: {@link io.github.rabbitlambda.reachability.terraform.TerraformPlan}. {@code PlanReader} reads the resource
 * instances, {@code References} follows the references of the configuration for values that are known only after the apply,
 * {@code Links} turns both into references between resources, and one class for each family of resources translates them.
 * Sources: https://developer.hashicorp.com/terraform/internals/json-format and the documentation of each resource at
 * https://github.com/hashicorp/terraform-provider-aws/tree/main/website/docs. Out of scope: HCL, and any other provider.
 */
@NullMarked
package io.github.rabbitlambda.reachability.terraform;

import org.jspecify.annotations.NullMarked;
