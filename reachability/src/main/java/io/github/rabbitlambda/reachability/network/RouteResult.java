package io.github.rabbitlambda.reachability.network;

import java.util.List;

import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.UnknownReason;

/**
 * Whether and how packets from a subnet reach the internet.
 *
 * @param explanation for a no, the fact with its place
 * @param hops for a yes, what the packets pass
 */
public record RouteResult(Answer answer, String explanation, List<Hop> hops) {
    static RouteResult no(String explanation) {
        return new RouteResult(Answer.NO, explanation, List.of());
    }

    static RouteResult unknown(UnknownReason reason) {
        return new RouteResult(Answer.maybe(reason), reason.what(), List.of());
    }

    static RouteResult unknown(List<UnknownReason> reasons) {
        return new RouteResult(new Answer(Answer.Truth.MAYBE, reasons, List.of()), "", List.of());
    }
}
