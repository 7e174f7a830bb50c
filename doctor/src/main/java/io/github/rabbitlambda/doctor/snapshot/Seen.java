package io.github.rabbitlambda.doctor.snapshot;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What is known of a part of the account. */
public sealed interface Seen<T> {
    /** Codes that say that the thing doesn't exist. */
    Set<String> NOT_FOUND = Set.of("ResourceNotFoundException", "NotFoundException", "NoSuchEntity",
            "NoSuchEntityException");

    /** It was read. */
    record Known<T>(T value) implements Seen<T> {}

    /** The service says that there is no such thing. */
    record Absent<T>(Call call) implements Seen<T> {}

    /**
     * It could not be read.
     *
     * @param code the service's error code, such as AccessDeniedException; {@link #NOT_ASKED} if nobody asked
     */
    record Unread<T>(Call call, String code, String message) implements Seen<T> {
        /** Whether a permission is missing, rather than that the call failed. */
        public boolean isDenied() {
            return Seen.isDenied(code);
        }
    }

    /** Whether an error code says that a permission is missing. */
    static boolean isDenied(String code) {
        return code.contains("AccessDenied") || code.contains("Unauthorized") || code.equals("Forbidden");
    }

    /** The code of what nobody asked for, because an answer before it was missing. */
    String NOT_ASKED = "NotAsked";

    static <T> Seen<T> failed(Call call, String code, String message) {
        return NOT_FOUND.contains(code) ? new Absent<>(call) : new Unread<>(call, code, message);
    }

    default Optional<T> known() {
        return this instanceof Known<T>(T value) ? Optional.of(value) : Optional.empty();
    }

    default Optional<Unread<T>> unread() {
        return this instanceof Unread<T> unread ? Optional.of(unread) : Optional.empty();
    }

    default boolean isAbsent() {
        return this instanceof Absent;
    }

    default <R> Seen<R> map(Function<T, R> function) {
        return switch (this) {
            case Known<T>(T value) -> new Known<>(function.apply(value));
            case Absent<T>(Call call) -> new Absent<>(call);
            case Unread<T>(Call call, String code, String message) -> new Unread<>(call, code, message);
        };
    }

    default <R> Seen<R> flatMap(Function<T, Seen<R>> function) {
        return switch (this) {
            case Known<T>(T value) -> function.apply(value);
            case Absent<T>(Call call) -> new Absent<>(call);
            case Unread<T>(Call call, String code, String message) -> new Unread<>(call, code, message);
        };
    }
}
