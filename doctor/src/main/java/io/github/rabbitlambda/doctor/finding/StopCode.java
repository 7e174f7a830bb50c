package io.github.rabbitlambda.doctor.finding;

import java.util.Optional;
import java.util.stream.Stream;

import io.github.rabbitlambda.doctor.finding.Check.Basis;

/** The documented codes in StateTransitionReason of a mapping that Lambda has stopped. */
enum StopCode {
    AUTHENTICATION("D02", "EVENT_SOURCE_AUTHN_ERROR", "the broker refused user or password",
            "was the password changed in one place only?",
            "Compare the secret with the broker's user: RabbitMQ keeps its own copy of the password. Then enable the mapping."), AUTHORIZATION(
                    "D03", "EVENT_SOURCE_AUTHZ_ERROR", "the role lacks a permission",
                    "a permissions boundary or an organisation's policy that denies it",
                    "Allow the function's role what it lacks: look at its policies, its boundary, and your organisation's policies. Then enable the mapping."), MAPPING(
                            "D04", "ESM_CONFIG_NOT_VALID", "the mapping itself is wrong", "queue, virtual host, secret",
                            "Compare queue, virtual host and secret with the broker. The queue of a mapping can't be changed: make another mapping if it is wrong."), FUNCTION(
                                    "D05", "FUNCTION_CONFIG_NOT_VALID",
                                    "the function can't be invoked in its present state",
                                    "its state, its role",
                                    "Look at the function's state, its last update and its role. Then enable the mapping.");

    /** The page that has the codes. */
    static final String SOURCE = "https://docs.aws.amazon.com/lambda/latest/dg/services-mq-errors.html";

    private final Check check;
    private final String code;
    private final String means;
    private final String lookAt;
    private final String cure;

    StopCode(String id, String code, String means, String lookAt, String cure) {
        this.check = new Check(id, Basis.STATE, "Lambda stopped the mapping with " + code + ": " + means + ".", SOURCE);
        this.code = code;
        this.means = means;
        this.lookAt = lookAt;
        this.cure = cure;
    }

    Check check() {
        return check;
    }

    /** As Lambda writes it. */
    String code() {
        return code;
    }

    /** What it means, for docs/operate.md. */
    String means() {
        return means;
    }

    /** What to look at, for docs/operate.md. */
    String lookAt() {
        return lookAt;
    }

    String cure() {
        return cure;
    }

    static Optional<StopCode> in(String reason) {
        return Stream.of(values()).filter(code -> reason.contains(code.code)).findFirst();
    }
}
