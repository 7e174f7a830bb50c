package io.github.rabbitlambda.reachability.network;

import java.util.Optional;

import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

/** A range of TCP ports as rules write it. */
final class Ports {
    private Ports() {}

    static Answer between(Value from, Value to, int port) {
        Optional<Integer> first = from.asNumber();
        Optional<Integer> last = to.asNumber();
        if (first.isPresent() && last.isPresent() && first.get() >= 0 && last.get() >= 0) {
            return Answer.of(first.get() <= port && port <= last.get());
        }
        if (first.filter(known -> known > port).isPresent()
                || last.filter(known -> 0 <= known && known < port).isPresent()) {
            return Answer.NO;
        }
        return Answer.maybe(from.isMissing() && to.isMissing()
                ? UnknownReason.of("a tcp rule without ports", "give FromPort and ToPort")
                : (first.isPresent() ? to : from).unknownReason());
    }
}
