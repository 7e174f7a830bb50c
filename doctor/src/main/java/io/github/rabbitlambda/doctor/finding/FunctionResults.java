package io.github.rabbitlambda.doctor.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import io.github.rabbitlambda.doctor.finding.Check.Basis;
import io.github.rabbitlambda.doctor.finding.Finding.Level;
import io.github.rabbitlambda.doctor.finding.LiveFunction.Failures;

/** Whether the function's invocations of the last hour ended well. */
final class FunctionResults implements MappingCheck {
    static final Check TIMES_OUT = new Check("D20", Basis.FACT,
            "An invocation of the last hour took as long as the function's Timeout lets it.",
            "https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html");
    static final Check FAILS = new Check("D21", Basis.FACT,
            "Every invocation of the last hour, or of the last 15 minutes, failed: the same batch comes back each time. A suspicion if at least half of them failed, if there was only one, or if the broker is empty.",
            "https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html");
    static final Check THROTTLED = new Check("D22", Basis.FACT,
            "Invocations of the last hour were throttled: the function or the account has no free concurrency.",
            "https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html");

    @Override
    public List<Check> checks() {
        return List.of(TIMES_OUT, FAILS, THROTTLED);
    }

    @Override
    public List<Finding> findings(LiveMapping mapping) {
        List<Finding> findings = new ArrayList<>();
        timesOut(mapping.function()).ifPresent(findings::add);
        fails(mapping).ifPresent(findings::add);
        throttled(mapping.function()).ifPresent(findings::add);
        return findings;
    }

    private static Optional<Finding> timesOut(LiveFunction function) {
        Optional<Integer> timeout = function.configuration().map(known -> known.path("Timeout")).filter(
                known -> known.isNumber()).map(known -> known.asInt());
        OptionalDouble longest = function.metrics().lastHour("Duration").max();
        if (timeout.isEmpty() || longest.isEmpty() || longest.getAsDouble() < timeout.get() * 1000.0) {
            return Optional.empty();
        }
        boolean all = function.failures().filter(Failures::all).isPresent();
        return Optional.of(TIMES_OUT.finding(all ? Level.CAUSE : Level.SUSPECT,
                "Function " + function.name() + " took up to " + Series.show(longest.getAsDouble())
                        + " ms in the last hour; its Timeout is " + timeout.get() + " s.",
                "Give it more time (840 s at most for Amazon MQ) or a smaller batch, or find what it waits for: the batch of an invocation that times out comes back as a whole.",
                function.logCommand(), function.command("lambda", "update-function-configuration", "--function-name",
                        function.name(), "--timeout", "SECONDS")));
    }

    private static Optional<Finding> fails(LiveMapping mapping) {
        Optional<Failures> recent = mapping.function().recentFailures().filter(failures -> failures.invocations() > 0);
        Optional<Failures> hour = mapping.function().failures();
        if (hour.filter(Failures::all).isPresent() || recent.isEmpty()) {
            return hour.filter(Failures::half).map(failures -> fails(mapping, failures, "hour"));
        }
        return recent.filter(Failures::half).map(failures -> fails(mapping, failures, "15 minutes"));
    }

    private static Finding fails(LiveMapping mapping, Failures failures, String time) {
        LiveFunction function = mapping.function();
        boolean always = failures.all() && failures.errors() > 1 && !mapping.broker().isEmpty();
        return FAILS.finding(always ? Level.CAUSE : Level.SUSPECT, "Function " + function.name() + " failed in "
                + failures.show() + " of the last " + time + ", whatever invoked it.",
                "Read the error in its log, and mend the function or park what it can't process: Lambda brings the whole batch again until it succeeds.",
                function.logCommand());
    }

    private static Optional<Finding> throttled(LiveFunction function) {
        double throttles = function.metrics().lastHour("Throttles").sum().orElse(0);
        if (throttles <= 0) {
            return Optional.empty();
        }
        boolean none = function.metrics().lastHour("Invocations").sum().orElse(0) <= 0;
        return Optional.of(THROTTLED.finding(none ? Level.CAUSE : Level.SUSPECT,
                "Function " + function.name() + " was throttled " + Series.show(throttles) + " times in the last hour; "
                        + concurrency(function) + ".",
                "Reserve concurrency for it, one for each of its mappings at least, or ask for a higher quota of the account.",
                function.command("lambda", "put-function-concurrency", "--function-name", function.name(),
                        "--reserved-concurrent-executions", "NUMBER"),
                function.command("lambda", "get-account-settings")));
    }

    private static String concurrency(LiveFunction function) {
        return function.reserved().map(reserved -> "its reserved concurrency is " + reserved)
                .or(() -> function.unreserved().map(free -> "the account's unreserved concurrency is " + free))
                .orElse("its concurrency could not be read");
    }
}
