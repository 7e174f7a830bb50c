package io.github.rabbitlambda.doctor.finding;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.rabbitlambda.doctor.finding.Check.Basis;

/** What Lambda's pollers write into LastProcessingResult; the first that a text holds is the one that counts. */
enum PollerProblem {
    ROLE("D23", "failed to assume your function execution role",
            "PROBLEM: Lambda failed to assume your function execution role.",
            "STS or the role refuses lambda.amazonaws.com",
            "the role's trust policy; the path to STS and the policy of its endpoint",
            true), LAMBDA_AND_STS("D24", "must be able to connect to lambda and sts",
                    "PROBLEM: Connection error. Your event source VPC must be able to connect to Lambda and STS…",
                    "the mapping's interfaces don't reach the services",
                    "endpoints for Lambda, STS and Secrets Manager with private DNS, or a NAT route",
                    true), STS("D25", "must be able to connect to sts",
                            "PROBLEM: Connection error. Your event source VPC must be able to connect to STS.",
                            "the mapping's interfaces don't reach STS",
                            "an endpoint for STS with private DNS, or a NAT route",
                            true), LOGIN("D26", "sasl authentication failed", "PROBLEM: SASL authentication failed.",
                                    "the broker refused user or password",
                                    "whether the password was changed in one place only",
                                    false), BROKER_PERMISSION("D27",
                                            "failed to authorize lambda",
                                            "PROBLEM: Cluster failed to authorize Lambda.",
                                            "the broker's user may not read the queue",
                                            "the user's permissions on the virtual host and the queue",
                                            false), CONNECTION("D28", "connection error",
                                                    "PROBLEM: Connection error. Please check your event source connection configuration.",
                                                    "the broker or a service can't be reached, or the queue or virtual host doesn't exist",
                                                    "endpoints, groups, routes, then the names of queue and virtual host",
                                                    true);

    static final String SOURCE = Check.ASSUMPTION
            + "AWS shows this text for Kafka (https://docs.aws.amazon.com/lambda/latest/dg/with-kafka-troubleshoot.html), and the pollers are likely the same";

    private final Check check;
    private final String sign;
    private final String wording;
    private final String means;
    private final String lookAt;
    private final boolean hintsAtNetworkOrRole;

    PollerProblem(String id, String sign, String wording, String means, String lookAt, boolean hintsAtNetworkOrRole) {
        this.check = new Check(id, Basis.SIGN, "LastProcessingResult is like `" + wording + "`: " + means + ".",
                SOURCE);
        this.sign = sign;
        this.wording = wording;
        this.means = means;
        this.lookAt = lookAt;
        this.hintsAtNetworkOrRole = hintsAtNetworkOrRole;
    }

    Check check() {
        return check;
    }

    /** As AWS writes it. */
    String wording() {
        return wording;
    }

    /** What it means, for findings and docs/operate.md. */
    String means() {
        return means;
    }

    /** What to look at, for findings and docs/operate.md. */
    String lookAt() {
        return lookAt;
    }

    boolean hintsAtNetworkOrRole() {
        return hintsAtNetworkOrRole;
    }

    static Optional<PollerProblem> in(String result) {
        String text = result.toLowerCase(Locale.ROOT);
        return Stream.of(values()).filter(problem -> text.contains(problem.sign)).findFirst();
    }
}
