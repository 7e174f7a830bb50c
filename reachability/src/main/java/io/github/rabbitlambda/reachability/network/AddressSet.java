package io.github.rabbitlambda.reachability.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

import io.github.rabbitlambda.reachability.value.AddressRange;

/** A set of IPv4 addresses. */
public record AddressSet(List<AddressRange> ranges) {
    /** Every address except those that are never used on the internet (RFC 1918, loopback, link-local, multicast and above). */
    static final AddressSet INTERNET = new AddressSet(List.of(AddressRange.EVERYWHERE))
            .minus(blocks("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
                    "192.168.0.0/16", "224.0.0.0/3"));

    static AddressSet of(Collection<AddressRange> blocks) {
        List<AddressRange> merged = new ArrayList<>();
        for (AddressRange block : blocks.stream().sorted(Comparator.comparingLong(AddressRange::first)).toList()) {
            AddressRange last = merged.isEmpty() ? null : merged.getLast();
            if (last != null && block.first() <= last.last() + 1) {
                merged.set(merged.size() - 1, new AddressRange(last.first(), Math.max(last.last(), block.last())));
            } else {
                merged.add(block);
            }
        }
        return new AddressSet(List.copyOf(merged));
    }

    private static List<AddressRange> blocks(String... cidrs) {
        return List.of(cidrs).stream().map(cidr -> AddressRange.parse(cidr).orElseThrow()).toList();
    }

    AddressSet minus(Collection<AddressRange> removed) {
        List<AddressRange> remaining = ranges;
        for (AddressRange hole : removed) {
            remaining = remaining.stream().flatMap(range -> cut(range, hole).stream()).toList();
        }
        return new AddressSet(remaining);
    }

    private static List<AddressRange> cut(AddressRange range, AddressRange hole) {
        if (!range.overlaps(hole)) {
            return List.of(range);
        }
        List<AddressRange> pieces = new ArrayList<>();
        if (range.first() < hole.first()) {
            pieces.add(new AddressRange(range.first(), hole.first() - 1));
        }
        if (hole.last() < range.last()) {
            pieces.add(new AddressRange(hole.last() + 1, range.last()));
        }
        return pieces;
    }

    boolean covers(AddressSet other) {
        return other.minus(ranges).ranges().isEmpty();
    }

    boolean overlaps(AddressSet other) {
        return ranges.stream().anyMatch(range -> other.ranges().stream().anyMatch(range::overlaps));
    }
}
