package io.github.rabbitlambda.acceptance.rehearsal;

/** Finds the kind of a type. */
@FunctionalInterface
interface Kinds {
    Kind of(String type);
}
