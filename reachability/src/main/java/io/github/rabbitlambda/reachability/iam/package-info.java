/**
 * Who may do what: policies of roles, keys and endpoints; and who logs in as whom: secrets and the broker's users.
 * <p>
 * Entry types: {@link io.github.rabbitlambda.reachability.iam.Grants} for a role,
 * {@link io.github.rabbitlambda.reachability.iam.Statement} for any policy,
 * {@link io.github.rabbitlambda.reachability.iam.Credentials} for a secret. Out of scope: which actions a mapping needs, which
 * {@code rule} knows.
 */
@NullMarked
package io.github.rabbitlambda.reachability.iam;

import org.jspecify.annotations.NullMarked;
