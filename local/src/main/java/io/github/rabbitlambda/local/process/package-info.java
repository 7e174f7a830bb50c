/** Child processes and their working directories. */
@NullMarked
package io.github.rabbitlambda.local.process;

import org.jspecify.annotations.NullMarked;
