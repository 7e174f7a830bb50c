package io.github.rabbitlambda.operations.broker;

/**
 * Two users take turns, such as consumer-a and consumer-b: the one that is replaced keeps its password until the next
 * rotation, so that who still has it can work on.
 */
final class AlternatingUser {
    private static final String A = "-a";
    private static final String B = "-b";

    private AlternatingUser() {}

    /** The user whose turn is next. */
    static String other(String username) {
        if (username.endsWith(B)) {
            return username.substring(0, username.length() - B.length()) + A;
        }
        return (username.endsWith(A) ? username.substring(0, username.length() - A.length()) : username) + B;
    }
}
