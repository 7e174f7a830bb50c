package io.github.rabbitlambda.infra.options;

/**
 * What a deployment waits for at its end.
 */
public enum Verification {
    /** The mapping is enabled and a marked message has left the queue; the listener drops messages with the mark. */
    PROBE,
    /** The mapping is enabled and reports no problem. */
    STATE,
    /** Nothing. */
    OFF;

    static Verification from(Context context, ListenerOptions listener) {
        return switch (context.text("verify", listener.usesRabbitMqListener() ? "probe" : "state")) {
            case "probe" -> probe(listener);
            case "state" -> STATE;
            case "off", "false" -> OFF;
            default -> throw Refusal.of("verify", "probe, state or off", context.text("verify", ""),
                    "nothing else can be waited for");
        };
    }

    private static Verification probe(ListenerOptions listener) {
        if (!listener.usesRabbitMqListener()) {
            throw Refusal.of("verify", "state or off", "probe", "only this project's listener drops the probe, and "
                    + listener.jar().path() + " does not hold it");
        }
        return PROBE;
    }
}
