/**
 * Child processes and their working directories. Entry: {@link io.github.rabbitlambda.local.process.Session} and
 * {@link io.github.rabbitlambda.local.process.Directories}.
 *
 * <p>Out of scope: which processes there are.
 */
@NullMarked
package io.github.rabbitlambda.local.process;

import org.jspecify.annotations.NullMarked;
