/**
 * Asks an account and makes a snapshot of what it answers. {@link io.github.rabbitlambda.doctor.reader.AccountReader} is the
 * entry. It makes only the calls of {@link io.github.rabbitlambda.doctor.snapshot.Call}; what an answer means is judged
 * elsewhere.
 */
@NullMarked
package io.github.rabbitlambda.doctor.reader;

import org.jspecify.annotations.NullMarked;
