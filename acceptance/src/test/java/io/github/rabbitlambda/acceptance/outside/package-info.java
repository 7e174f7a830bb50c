/**
 * Projects outside this one, as users have them: built with a Maven of their own, whose local repository has nothing of ours
 * but what {@code mvn install} would put there. {@link io.github.rabbitlambda.acceptance.outside.OutsideProject} is the
 * entry.
 */
@NullMarked
package io.github.rabbitlambda.acceptance.outside;

import org.jspecify.annotations.NullMarked;
