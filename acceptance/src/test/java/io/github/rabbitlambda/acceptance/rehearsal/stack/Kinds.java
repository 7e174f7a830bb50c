package io.github.rabbitlambda.acceptance.rehearsal.stack;

/** Finds the kind of a type. */
@FunctionalInterface
public interface Kinds {
    Kind of(String type);
}
