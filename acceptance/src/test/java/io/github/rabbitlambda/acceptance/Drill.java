package io.github.rabbitlambda.acceptance;

/** The length of a long test: the drill profile runs all of it, every other build a twentieth. */
final class Drill {
    private static final double SCALE = Double.parseDouble(System.getProperty("drill.scale", "0.05"));

    private Drill() {}

    /** The part of a full number that this build runs, at least 1. */
    static int scaled(int full) {
        return Math.max(1, (int) Math.round(full * SCALE));
    }
}
