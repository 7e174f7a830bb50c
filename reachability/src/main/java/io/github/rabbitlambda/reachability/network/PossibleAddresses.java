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
 * @param bounds the addresses, or a set that contains them if they are not known exactly
 * @param inexact why they are not known exactly; a rule that covers a part of the bounds may or may not be enough then
 */
public record PossibleAddresses(AddressSet bounds, Optional<UnknownReason> inexact) {

    static PossibleAddresses exactly(AddressRange block) {
        return new PossibleAddresses(new AddressSet(List.of(block)), Optional.empty());
    }

    static PossibleAddresses within(AddressSet bounds, UnknownReason reason) {
        return new PossibleAddresses(bounds, Optional.of(reason));
    }

    public static PossibleAddresses internet() {
        return within(AddressSet.INTERNET,
                UnknownReason.of("the public addresses of the AWS services", "allow 0.0.0.0/0"));
    }

    static PossibleAddresses union(Collection<PossibleAddresses> all) {
        return new PossibleAddresses(
                AddressSet.of(all.stream().flatMap(each -> each.bounds.ranges().stream()).toList()),
                all.stream().flatMap(each -> each.inexact.stream()).findFirst());
    }

    /** Whether these blocks contain all of the addresses. */
    Answer coveredBy(Collection<AddressRange> blocks) {
        AddressSet cover = AddressSet.of(blocks);
        if (cover.covers(bounds)) {
            return Answer.YES;
        }
        return inexact.isPresent() && cover.overlaps(bounds) ? Answer.maybe(inexact.get()) : Answer.NO;
    }
}
