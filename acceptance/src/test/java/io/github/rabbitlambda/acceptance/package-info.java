/**
 * Tests over several modules, with the jars that this build packed: the local command, a stack's template on this machine,
 * and the drills. Each {@code …Test} is an entry. Tests that need one module only are out of scope.
 */
@NullMarked
package io.github.rabbitlambda.acceptance;

import org.jspecify.annotations.NullMarked;
