/** What an account answered, as data: taken by the reader, judged by model and finding, and kept in files. */
@NullMarked
package io.github.rabbitlambda.doctor.snapshot;

import org.jspecify.annotations.NullMarked;
