/**
 * Messages that the user publishes for a first try: from files, texts and saved events. Entry:
 * {@link io.github.rabbitlambda.local.publish.OwnMessages}.
 *
 * <p>Out of scope: the broker that gets them, which the command has started.
 */
@NullMarked
package io.github.rabbitlambda.local.publish;

import org.jspecify.annotations.NullMarked;
