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
        boolean isOurs = listener.usesRabbitMqListener() && !context.isGiven("functionArn");
        Verification best = isOurs ? Verification.PROBE : Verification.STATE;
        return context.text("verify").map(text -> context.orElse(best, () -> switch (text) {
            case "probe" -> probe(context, listener);
            case "state" -> Verification.STATE;
            case "off", "false" -> Verification.OFF;
            default -> throw Refusal.of("verify", "probe, state or off", text, "nothing else can be waited for");
        })).orElse(best);
    }

    private static Verification probe(Context context, ListenerOptions listener) {
        if (context.isGiven("functionArn")) {
            throw Refusal.of("verify", "state or off", "probe", "only this project's listener drops the probe, and"
                    + " functionArn may be anything");
        }
        if (!listener.usesRabbitMqListener()) {
            throw Refusal.of("verify", "state or off", "probe", "only this project's listener drops the probe, and "
                    + listener.jar().path() + " does not hold it");
        }
        return Verification.PROBE;
    }
}
