package io.github.rabbitlambda.function.message;

/**
 * A queue and the virtual host that it is on.
 */
public record Queue(String name, String virtualHost) {
    private static final String SEPARATOR = "::";

    /**
     * Reads a key of {@code rmqMessagesByQueue}, {@code <queue>::<virtual host>}. A queue's name may contain
     * {@code ::}, so the last one separates. A key without it is a queue on {@code /}.
     */
    public static Queue of(String key) {
        int separator = key.lastIndexOf(SEPARATOR);
        return separator < 0
                ? new Queue(key, "/")
                : new Queue(key.substring(0, separator), key.substring(separator + SEPARATOR.length()));
    }

    @Override
    public String toString() {
        return name + SEPARATOR + virtualHost;
    }
}
