package io.github.rabbitlambda.infra.options;

import io.github.rabbitlambda.constructs.options.ListenerOptions;
import io.github.rabbitlambda.constructs.options.Refusal;
import io.github.rabbitlambda.constructs.options.Verification;

/**
 * Reads what a deployment waits for.
 */
final class VerificationReader {
    private VerificationReader() {}

    static Verification read(Context context, ListenerOptions listener) {
        return switch (context.text("verify", listener.usesRabbitMqListener() ? "probe" : "state")) {
            case "probe" -> probe(listener);
            case "state" -> Verification.STATE;
            case "off", "false" -> Verification.OFF;
            default -> throw Refusal.of("verify", "probe, state or off", context.text("verify", ""),
                    "nothing else can be waited for");
        };
    }

    private static Verification probe(ListenerOptions listener) {
        if (!listener.usesRabbitMqListener()) {
            throw Refusal.of("verify", "state or off", "probe", "only this project's listener drops the probe, and "
                    + listener.jar().path() + " does not hold it");
        }
        return Verification.PROBE;
    }
}
