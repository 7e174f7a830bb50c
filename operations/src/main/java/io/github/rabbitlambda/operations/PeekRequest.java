package io.github.rabbitlambda.operations;

import java.util.Set;

/**
 * How much of a queue a peek shows. Twenty messages of the longest form fit into the 6 MB of an invocation's answer.
 *
 * @param messages
 *            1 to 20
 * @param characters
 *            of each body, 0 to 10,000; with 0 no body is shown
 */
public record PeekRequest(int messages, int characters) {
    /** The members of an event that asks for a peek. */
    public static final Set<String> MEMBERS = Set.of("peek", "bodyCharacters");
    private static final int MOST_MESSAGES = 20;
    private static final int MOST_CHARACTERS = 10_000;
    private static final int DEFAULT_CHARACTERS = 1_000;

    public static PeekRequest of(Input event) {
        return new PeekRequest(upTo(MOST_MESSAGES, event, "peek", event.number("peek", 1, 1)),
                upTo(MOST_CHARACTERS, event, "bodyCharacters",
                        event.number("bodyCharacters", 0, DEFAULT_CHARACTERS)));
    }

    private static int upTo(int most, Input event, String key, long given) {
        if (given > most) {
            throw event.wrong(key, "a whole number, " + most + " at most");
        }
        return (int) given;
    }
}
