/**
 * What users choose: {@link io.github.rabbitlambda.infra.options.Options} reads every option from the CDK context. The
 * values that it makes check themselves. Knows no CDK constructs: what a stack makes of an option is out of scope.
 */
@NullMarked
package io.github.rabbitlambda.infra.options;

import org.jspecify.annotations.NullMarked;
