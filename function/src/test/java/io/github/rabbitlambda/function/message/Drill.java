package io.github.rabbitlambda.function.message;

/**
 * How much of a long proof runs: all of it under {@code mvn -Pdrill}, a twentieth in {@code mvn verify}.
 */
final class Drill {
    private static final double SCALE = Double.parseDouble(System.getProperty("drill.scale", "0.05"));

    private Drill() {}

    static int scaled(int full) {
        return (int) Math.ceil(full * SCALE);
    }
}
