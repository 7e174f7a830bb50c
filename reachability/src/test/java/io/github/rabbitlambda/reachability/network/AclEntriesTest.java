package io.github.rabbitlambda.reachability.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.reachability.value.AddressRange;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.Scenario;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

class AclEntriesTest {
    private static final UnknownReason HIDDEN = UnknownReason.of("the block", "write it");
    private static final Answer MAYBE = Answer.maybe(HIDDEN);

    private static AddressRange range(String cidr) {
        return AddressRange.parse(cidr).orElseThrow();
    }

    private static AclEntry entry(Answer applies, Answer allow, String cidr, int firstPort, int lastPort) {
        return new AclEntry(1, applies, allow, Optional.of(range(cidr)), firstPort, lastPort);
    }

    private static AclEntry allow(String cidr, int firstPort, int lastPort) {
        return entry(Answer.YES, Answer.YES, cidr, firstPort, lastPort);
    }

    private static AclEntry deny(String cidr, int firstPort, int lastPort) {
        return entry(Answer.YES, Answer.NO, cidr, firstPort, lastPort);
    }

    private static FlowLeg leg(PossibleAddresses peers) {
        Deployment empty = new Deployment(List.of(), Scenario.of(Map.of(), Optional.empty()));
        return new FlowLeg(Subnet.of(Value.MISSING, empty), true, "peer", peers, 400, 500);
    }

    /** What entries say to 10.0.1.0/24 on ports 400 to 500. */
    private static Answer asked(AclEntry... entries) {
        return new AclEntries(List.of(entries)).allow(leg(PossibleAddresses.exactly(range("10.0.1.0/24"))));
    }

    @Test
    void allowsWhatOneEntryCovers() {
        assertThat(asked(allow("10.0.1.0/24", 400, 500)).isYes()).isTrue();
        assertThat(asked().isNo()).isTrue();
    }

    @Test
    void deniesIfOnePortIsNotCovered() {
        assertThat(asked(allow("10.0.1.0/24", 401, 500)).isNo()).isTrue();
        assertThat(asked(allow("10.0.1.0/24", 400, 499)).isNo()).isTrue();
        assertThat(asked(deny("10.0.1.0/24", 500, 600), allow("10.0.1.0/24", 0, 65535)).isNo()).isTrue();
        assertThat(asked(deny("10.0.1.0/24", 501, 600), allow("10.0.1.0/24", 0, 65535)).isYes()).isTrue();
        assertThat(asked(deny("10.0.1.0/24", 300, 399), allow("10.0.1.0/24", 0, 65535)).isYes()).isTrue();
    }

    @Test
    void deniesIfOneAddressIsNotCovered() {
        assertThat(asked(allow("10.0.1.0/25", 0, 65535)).isNo()).isTrue();
        assertThat(asked(allow("10.0.1.128/25", 0, 65535)).isNo()).isTrue();
        assertThat(asked(deny("10.0.1.255/32", 0, 65535), allow("10.0.1.0/24", 0, 65535)).isNo()).isTrue();
        assertThat(asked(deny("10.0.2.0/32", 0, 65535), allow("10.0.1.0/24", 0, 65535)).isYes()).isTrue();
        assertThat(asked(deny("10.0.0.255/32", 0, 65535), allow("10.0.1.0/24", 0, 65535)).isYes()).isTrue();
    }

    @Test
    void addsUpEntries() {
        assertThat(asked(allow("10.0.1.0/25", 0, 65535), allow("10.0.1.128/25", 400, 450),
                allow("10.0.1.128/25", 451, 500)).isYes()).isTrue();
    }

    @Test
    void followsTheFirstEntryThatMatches() {
        assertThat(asked(allow("10.0.1.0/24", 0, 65535), deny("10.0.1.0/24", 0, 65535)).isYes()).isTrue();
        assertThat(asked(deny("10.0.1.0/24", 0, 65535), allow("10.0.1.0/24", 0, 65535)).isNo()).isTrue();
    }

    @Test
    void isUnknownOnlyIfAnEntryThatMayMatchWouldDecideOtherwise() {
        AclEntry mayDeny = entry(MAYBE, Answer.NO, "10.0.1.0/24", 0, 65535);
        AclEntry mayAllow = entry(MAYBE, Answer.YES, "10.0.1.0/24", 0, 65535);
        assertThat(asked(mayDeny, allow("10.0.1.0/24", 0, 65535)).reasons()).containsExactly(HIDDEN);
        assertThat(asked(mayAllow, allow("10.0.1.0/24", 0, 65535)).isYes()).isTrue();
        assertThat(asked(mayAllow, deny("10.0.1.0/24", 0, 65535)).reasons()).containsExactly(HIDDEN);
        assertThat(asked(mayAllow).isMaybe()).isTrue();
        assertThat(asked(mayDeny).isNo()).isTrue();
    }

    @Test
    void isUnknownIfAnEntryMayAllowOrDeny() {
        AclEntry either = entry(Answer.YES, MAYBE, "10.0.1.0/24", 0, 65535);
        assertThat(asked(either, allow("10.0.1.0/24", 0, 65535)).isMaybe()).isTrue();
        assertThat(asked(either).isMaybe()).isTrue();
    }

    @Test
    void isUnknownIfThePeerMayBeAmongThoseThatPass() {
        PossibleAddresses somewhere = PossibleAddresses.within(new AddressSet(List.of(range("10.0.0.0/16"))), HIDDEN);
        assertThat(new AclEntries(List.of(allow("10.0.1.0/24", 0, 65535))).allow(leg(somewhere)).reasons())
                .containsExactly(HIDDEN);
        assertThat(new AclEntries(List.of(allow("10.1.0.0/16", 0, 65535))).allow(leg(somewhere)).isNo()).isTrue();
        assertThat(new AclEntries(List.of(allow("10.0.0.0/8", 0, 65535))).allow(leg(somewhere)).isYes()).isTrue();
    }
}
