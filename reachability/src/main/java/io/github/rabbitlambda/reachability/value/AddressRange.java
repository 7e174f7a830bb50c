package io.github.rabbitlambda.reachability.value;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A range of IPv4 addresses, both ends included. */
public record AddressRange(long first, long last) {
    public static final AddressRange EVERYWHERE = new AddressRange(0, 0xFFFFFFFFL);
    private static final Pattern BLOCK = Pattern
            .compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");
    private static final int PREFIX = 5;

    public AddressRange {
        if (first < 0 || last > 0xFFFFFFFFL || first > last) {
            throw new IllegalArgumentException("expected an IPv4 range (given " + first + " to " + last + ")");
        }
    }

    /** A block in CIDR notation, of which host bits are ignored; empty if the text is no such block. */
    public static Optional<AddressRange> parse(String cidr) {
        Matcher block = BLOCK.matcher(cidr.strip());
        if (!block.matches() || part(block, PREFIX) > 32) {
            return Optional.empty();
        }
        long address = 0;
        for (int octet = 1; octet < PREFIX; octet++) {
            if (part(block, octet) > 255) {
                return Optional.empty();
            }
            address = address << 8 | part(block, octet);
        }
        long size = 1L << 32 - part(block, PREFIX);
        long first = address & -size;
        return Optional.of(new AddressRange(first, first + size - 1));
    }

    private static int part(Matcher block, int group) {
        return Integer.parseInt(block.group(group));
    }

    public boolean contains(AddressRange other) {
        return first <= other.first && other.last <= last;
    }

    public boolean overlaps(AddressRange other) {
        return first <= other.last && other.first <= last;
    }

    public long size() {
        return last - first + 1;
    }

    public static String show(long address) {
        return (address >> 24 & 255) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }
}
