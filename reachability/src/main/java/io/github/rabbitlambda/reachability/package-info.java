/**
 * Reads CloudFormation templates and answers, before anything is deployed, whether an event source mapping on an
 * Amazon MQ broker will connect, and if not, what to change.
 */
@NullMarked
package io.github.rabbitlambda.reachability;

import org.jspecify.annotations.NullMarked;
