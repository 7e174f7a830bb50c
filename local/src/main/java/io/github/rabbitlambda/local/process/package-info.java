/**
 * Child processes, their working directories, and what is left of both when a run is killed. Entry:
 * {@link io.github.rabbitlambda.local.process.WorkingDirectory} and
 * {@link io.github.rabbitlambda.local.process.Leftovers}.
 *
 * <p>Out of scope: which processes there are.
 */
@NullMarked
package io.github.rabbitlambda.local.process;

import org.jspecify.annotations.NullMarked;
