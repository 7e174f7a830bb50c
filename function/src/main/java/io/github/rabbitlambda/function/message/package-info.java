/**
 * Messages, and how they are decoded from the event that Lambda's mapping sends.
 *
 * <p>{@link io.github.rabbitlambda.function.message.Batch#decode} is the entry. It leads to {@code EventDecoder} (the
 * event's structure), {@code RecordDecoder} (one record after the other), {@code PropertiesDecoder} and {@code
 * HeadersDecoder}, which read through {@code JsonCursor} in a {@code JsonWindow}. {@code RecordMemory} explains why
 * most bytes of a record need not be read at all.
 *
 * <p>Out of scope: what is done with a message, which is the parent package. This package needs only the JDK.
 */
@NullMarked
package io.github.rabbitlambda.function.message;

import org.jspecify.annotations.NullMarked;
