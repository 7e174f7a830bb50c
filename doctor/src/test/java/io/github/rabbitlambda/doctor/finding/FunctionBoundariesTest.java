package io.github.rabbitlambda.doctor.finding;

import static io.github.rabbitlambda.doctor.Healthy.account;
import static io.github.rabbitlambda.doctor.finding.Boundary.found;
import static io.github.rabbitlambda.doctor.finding.Boundary.notFound;

import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.rabbitlambda.doctor.Healthy;
import io.github.rabbitlambda.doctor.finding.Finding.Level;
import io.github.rabbitlambda.doctor.snapshot.Call;

/** The function, its role and its invocations, on both sides of a finding. */
class FunctionBoundariesTest {
    static Stream<Boundary> boundaries() {
        return Stream.of(
                found("all fail", invocations(7, 7), "D21", Level.CAUSE),
                found("one succeeds", invocations(7, 8), "D21", Level.SUSPECT),
                found("half of them fail", invocations(4, 8), "D21", Level.SUSPECT),
                notFound("less than half of them fail", invocations(3, 7), "D21"),
                found("all of the last 15 minutes fail", failing(2, 2), "D21", Level.CAUSE),
                found("the only one of the last 15 minutes fails", failing(1, 1), "D21", Level.SUSPECT),
                found("one of the last 15 minutes succeeds", failing(3, 4), "D21", Level.SUSPECT),
                found("half of the last 15 minutes fail", failing(2, 4), "D21", Level.SUSPECT),
                notFound("less than half of the last 15 minutes fail", failing(2, 5), "D21"),
                found("only one in the hour, which fails", account().functionMetric("Errors", 1, 0)
                        .functionMetric("Invocations", 1, 0), "D21", Level.SUSPECT),
                found("only one in the hour, which fails long ago", account().functionMetric("Errors", 0, 0, 0, 1, 0)
                        .functionMetric("Invocations", 0, 0, 0, 1, 0), "D21", Level.SUSPECT),
                found("all fail, nothing on the broker", empty(invocations(7, 7)), "D21", Level.SUSPECT),
                found("all fail, something ready", empty(invocations(7, 7)).brokerMetric("MessageReadyCount", 0, 1, 0),
                        "D21", Level.CAUSE),
                notFound("half of the hour, and none of the last 15 minutes",
                        account().functionMetric("Errors", 0, 0, 0, 6, 0).functionMetric("Invocations", 3, 3, 3, 3,
                                0),
                        "D21"),
                found("half of the hour, and no invocation since",
                        account().functionMetric("Errors", 0, 0, 0, 6, 0).functionMetric("Invocations", 0, 0, 0, 12, 0),
                        "D21", Level.SUSPECT),
                notFound("none at all", invocations(0, 0), "D21"),
                notFound("errors unknown", account().functionMetric("Errors").functionMetric("Invocations", 7), "D21"),
                notFound("invocations unknown", account().functionMetric("Errors", 7).functionMetric("Invocations"),
                        "D21"),
                found("time-out to the millisecond", account().functionMetric("Duration", 60_000), "D20",
                        Level.SUSPECT),
                notFound("a millisecond less", account().functionMetric("Duration", 59_999), "D20"),
                // 12 periods of five minutes are within the hour before 12:02:30
                found("in the last hour", account().functionMetric("Throttles", hourly(11)), "D22", Level.SUSPECT),
                notFound("before the last hour", account().functionMetric("Throttles", hourly(12)), "D22"),
                found("throttled, invoked long ago", account().functionMetric("Throttles", 1)
                        .functionMetric("Invocations", hourly(11)), "D22", Level.SUSPECT),
                found("throttled, invoked before that", account().functionMetric("Throttles", 1)
                        .functionMetric("Invocations", hourly(12)), "D22", Level.CAUSE),
                found("time-out in the last hour", account().functionMetric("Duration", times(60_000, hourly(11))),
                        "D20",
                        Level.SUSPECT),
                notFound("time-out before the last hour",
                        account().functionMetric("Duration", times(60_000, hourly(12))),
                        "D20"),
                notFound("not throttled", account().functionMetric("Throttles", 0).functionMetric("Invocations"),
                        "D22"),
                found("role gone", account().absent(Call.GET_ROLE), "D49", Level.CAUSE),
                notFound("role that may not be read", account().unread(Call.GET_ROLE, "AccessDenied"), "D49"),
                notFound("reserved concurrency 1", account().reserved(1), "D15"),
                notFound("function without a state", account().function("State", ""), "D14"),
                found("function deactivated", account().function("State", "Deactivated"), "D14", Level.CAUSE));
    }

    private static Healthy invocations(double errors, double invocations) {
        return account().functionMetric("Errors", errors, 0).functionMetric("Invocations", invocations, 0);
    }

    private static Healthy empty(Healthy account) {
        return account.brokerMetric("MessageReadyCount", 0).brokerMetric("MessageUnacknowledgedCount", 0);
    }

    /** In the last 15 minutes; the function did well before. */
    private static Healthy failing(double errors, double invocations) {
        return account().functionMetric("Errors", errors, 0, 0, 0).functionMetric("Invocations", invocations, 0, 0, 90);
    }

    /** One only, so many periods of five minutes before the newest. */
    private static double[] hourly(int periods) {
        double[] values = new double[periods + 2];
        values[periods] = 1;
        return values;
    }

    private static double[] times(double factor, double... values) {
        return DoubleStream.of(values).map(value -> factor * value).toArray();
    }

    @ParameterizedTest
    @MethodSource("boundaries")
    void aFindingBeginsAndEndsWhereItShould(Boundary boundary) {
        boundary.check();
    }
}
