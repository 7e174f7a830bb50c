package io.github.rabbitlambda.acceptance;

/** How much of a long proof is run: all of it under the drill profile, a twentieth in every build. */
final class Drill {
    private static final double SCALE = Double.parseDouble(System.getProperty("drill.scale", "0.05"));

    private Drill() {}

    /** A part of the full number, at least 1. */
    static int of(int full) {
        return Math.max(1, (int) Math.round(full * SCALE));
    }
}
