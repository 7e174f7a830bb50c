package io.github.rabbitlambda.reachability;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The addresses that something may have.
 *
 * @param addresses where it is, or within what if that is not known exactly
 * @param inexact why it isn't known exactly; rules that cover a part of it may or may not suffice then
 */
record Span(Addresses addresses, Optional<Doubt> inexact) {

    static Span exactly(Block block) {
        return new Span(new Addresses(List.of(block)), Optional.empty());
    }

    static Span within(Addresses bound, Doubt doubt) {
        return new Span(bound, Optional.of(doubt));
    }

    static Span internet() {
        return within(Addresses.INTERNET, Doubt.of("the public addresses of the AWS services", "allow 0.0.0.0/0"));
    }

    static Span of(Collection<Span> spans) {
        return new Span(Addresses.of(spans.stream().flatMap(span -> span.addresses.blocks().stream()).toList()),
                spans.stream().flatMap(span -> span.inexact.stream()).findFirst());
    }

    /** Whether all of it lies in these blocks. */
    Answer coveredBy(Collection<Block> blocks) {
        Addresses cover = Addresses.of(blocks);
        if (cover.covers(addresses)) {
            return Answer.YES;
        }
        return inexact.isPresent() && cover.meets(addresses) ? Answer.maybe(inexact.get()) : Answer.NO;
    }
}
