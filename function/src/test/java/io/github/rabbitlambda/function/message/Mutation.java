package io.github.rabbitlambda.function.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Damages an event, in one to four places.
 */
final class Mutation {
    private static final List<String> SPLINTERS = List.of("{", "}", "[", "]", "\"", "\\", ":", ",", "null", "true",
            "{}", "[]", "\"\"", "0", "-", "1e999999999", "\\u0000", "\\ud800", "\u00ff", "{\"bytes\":[", "\"data\":",
            "\"bodySize\":", "99999999999999999999", "\"headers\":[[[[", ",,", "\u0000");

    private Mutation() {}

    static byte[] of(byte[] event, RandomGenerator random) {
        byte[] mutant = event;
        for (int i = random.nextInt(4); i >= 0; i--) {
            mutant = once(mutant, random);
        }
        return mutant;
    }

    private static byte[] once(byte[] event, RandomGenerator random) {
        int from = random.nextInt(event.length + 1);
        int to = Math.min(event.length, from + 1 + random.nextInt(random.nextInt(10) == 0 ? 200 : 4));
        return switch (random.nextInt(7)) {
            case 0 -> Arrays.copyOf(event, from);
            case 1 -> splice(event, from, to, new byte[0]);
            case 2 -> splice(event, from, from, Arrays.copyOfRange(event, from, to));
            case 3 -> splice(event, from, to, splinter(random));
            case 4 -> splice(event, from, from, splinter(random));
            case 5 -> flipped(event, from, random);
            default -> splice(event, from, from, Arrays.copyOfRange(event, to / 2, to));
        };
    }

    private static byte[] splinter(RandomGenerator random) {
        return SPLINTERS.get(random.nextInt(SPLINTERS.size())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] flipped(byte[] event, int at, RandomGenerator random) {
        byte[] flipped = event.clone();
        if (at < flipped.length) {
            flipped[at] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private static byte[] splice(byte[] event, int from, int to, byte[] insert) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(event.length + insert.length);
        out.write(event, 0, from);
        out.writeBytes(insert);
        out.write(event, to, event.length - to);
        return out.toByteArray();
    }
}
