package io.github.rabbitlambda.function.message;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Changes a record in up to three places, mostly within its values and mostly so that it stays one.
 */
final class Variation {
    private static final List<String> SPLINTERS = List.of("null", "\"\"", "{}", "[]", ",", "\"", "\"a\":1,", "", " ",
            ":");
    private static final List<String> VALUES = List.of("\"new\"", "1", "false", "{\"bytes\":[97]}", "[]");

    private Variation() {}

    static String of(String record, RandomGenerator random) {
        StringBuilder varied = new StringBuilder(record);
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(varied.length());
            char c = varied.charAt(at);
            if (random.nextInt(10) == 0) {
                varied.replace(at, at + 1, pick(SPLINTERS, random));
            } else if (Character.isDigit(c)) {
                varied.replace(at, at + 1, "" + random.nextInt(random.nextInt(5) == 0 ? 300 : 10));
            } else if (Character.isLetter(c)) {
                varied.replace(at, at + 1,
                        pick(List.of("x", "y", "AAAA", "", "e", "\\n", "\u20ac", "" + c + c), random));
            } else if (varied.indexOf("null", at) > 0) {
                int value = varied.indexOf("null", at);
                varied.replace(value, value + 4, pick(VALUES, random));
            }
        }
        return varied.toString();
    }

    private static String pick(List<String> list, RandomGenerator random) {
        return list.get(random.nextInt(list.size()));
    }
}
