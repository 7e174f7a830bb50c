package io.github.rabbitlambda.reachability.network;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.value.AddressRange;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.UnknownReason;

/**
 * The addresses that something may have.
 *
 * @param addresses where it is, or within what if that is not known exactly
 * @param inexact why it isn't known exactly; rules that cover a part of it may or may not suffice then
 */
public record PossibleAddresses(AddressSet addresses, Optional<UnknownReason> inexact) {

    static PossibleAddresses exactly(AddressRange block) {
        return new PossibleAddresses(new AddressSet(List.of(block)), Optional.empty());
    }

    static PossibleAddresses within(AddressSet bound, UnknownReason reason) {
        return new PossibleAddresses(bound, Optional.of(reason));
    }

    public static PossibleAddresses internet() {
        return within(AddressSet.INTERNET,
                UnknownReason.of("the public addresses of the AWS services", "allow 0.0.0.0/0"));
    }

    public static PossibleAddresses of(Collection<PossibleAddresses> spans) {
        return new PossibleAddresses(
                AddressSet.of(spans.stream().flatMap(span -> span.addresses.blocks().stream()).toList()),
                spans.stream().flatMap(span -> span.inexact.stream()).findFirst());
    }

    /** Whether all of it lies in these blocks. */
    Answer coveredBy(Collection<AddressRange> blocks) {
        AddressSet cover = AddressSet.of(blocks);
        if (cover.covers(addresses)) {
            return Answer.YES;
        }
        return inexact.isPresent() && cover.meets(addresses) ? Answer.maybe(inexact.get()) : Answer.NO;
    }
}
