package io.github.rabbitlambda.acceptance.rehearsal;

import java.util.Random;

/** The seed of this run: {@code -Drehearsal.seed=…} repeats another. */
final class Seed {
    private static final long VALUE = Long.getLong("rehearsal.seed", System.currentTimeMillis());

    private Seed() {}

    static long value() {
        return VALUE;
    }

    static int next(int bound) {
        return new Random(VALUE * 0x9E3779B97F4A7C15L).nextInt(bound);
    }

    /** Whether the build is the drill, which rehearses everything. */
    static boolean isDrill() {
        return Double.parseDouble(System.getProperty("drill.scale", "0.05")) >= 1;
    }
}
