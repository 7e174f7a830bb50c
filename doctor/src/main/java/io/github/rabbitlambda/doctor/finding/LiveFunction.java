package io.github.rabbitlambda.doctor.finding;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.model.CommandLine;
import io.github.rabbitlambda.doctor.snapshot.Account;
import io.github.rabbitlambda.doctor.snapshot.Arn;
import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Seen;

/** The function of a mapping. */
final class LiveFunction {
    private final Account account;
    private final JsonNode mapping;
    private final NeededAnswers needed;

    LiveFunction(Account account, JsonNode mapping, NeededAnswers needed) {
        this.account = account;
        this.mapping = mapping;
        this.needed = needed;
    }

    String name() {
        return Arn.parse(Account.functionArn(mapping)).map(Arn::lastPart).orElse("");
    }

    Seen<JsonNode> seen() {
        return account.function(mapping);
    }

    Optional<JsonNode> configuration() {
        return needed.read(seen());
    }

    /** The concurrency that is reserved for it; empty if none is, or if that is unknown. */
    Optional<Integer> reserved() {
        return needed.read(account.concurrency(mapping)).map(answer -> answer.path("ReservedConcurrentExecutions"))
                .filter(JsonNode::isNumber).map(JsonNode::asInt);
    }

    /** The concurrency that the account has for all functions without a reservation. */
    Optional<Integer> unreserved() {
        return needed.read(account.snapshot().seen(Call.GET_ACCOUNT_SETTINGS))
                .map(answer -> answer.path("AccountLimit").path("UnreservedConcurrentExecutions"))
                .filter(JsonNode::isNumber).map(JsonNode::asInt);
    }

    /** A function that doesn't exist has none. */
    Metrics metrics() {
        return Metrics.of(seen().isAbsent() ? Optional.empty() : needed.read(account.metrics(name())),
                account.snapshot());
    }

    /** How many invocations of the last hour failed, of how many; empty if CloudWatch has no values. */
    Optional<Failures> failures() {
        return failures(metrics().lastHour("Errors"), metrics().lastHour("Invocations"));
    }

    /** The same for the last 15 minutes. */
    Optional<Failures> recentFailures() {
        return failures(metrics().lastQuarter("Errors"), metrics().lastQuarter("Invocations"));
    }

    /** Whether CloudWatch has no invocation of the last 15 minutes on record; it has no values of what isn't invoked. */
    boolean isIdle() {
        return metrics().answer().isPresent() && metrics().lastQuarter("Invocations").sum().orElse(0) <= 0;
    }

    private static Optional<Failures> failures(Series errors, Series invocations) {
        return errors.isKnown() && invocations.isKnown()
                ? Optional.of(new Failures(Math.round(errors.sum().getAsDouble()),
                        Math.round(invocations.sum().getAsDouble())))
                : Optional.empty();
    }

    record Failures(long errors, long invocations) {
        boolean all() {
            return errors > 0 && errors >= invocations;
        }

        boolean half() {
            return errors > 0 && 2 * errors >= invocations;
        }

        String show() {
            return errors + " of " + invocations + " invocations";
        }
    }

    String command(String... words) {
        return CommandLine.of(account.snapshot().region(), words);
    }

    /** Shows the log of the last hour, in the group that the function writes to. */
    String logCommand() {
        String group = seen().known().map(function -> function.path("LoggingConfig").path("LogGroup").asText())
                .filter(named -> !named.isEmpty()).orElse("/aws/lambda/" + name());
        return command("logs", "tail", group, "--since", "1h");
    }
}
