package io.github.rabbitlambda.reachability.value;

import java.util.Optional;

/** A range of IPv4 addresses, both ends included. */
public record AddressRange(long first, long last) {
    public static final AddressRange EVERYWHERE = new AddressRange(0, 0xFFFFFFFFL);

    public AddressRange {
        if (first < 0 || last > 0xFFFFFFFFL || first > last) {
            throw new IllegalArgumentException("expected an IPv4 range (given " + first + " to " + last + ")");
        }
    }

    /** A block in CIDR notation, of which host bits are ignored; empty if the text is no such block. */
    public static Optional<AddressRange> parse(String cidr) {
        String[] parts = cidr.strip().split("/", -1);
        String[] octets = parts[0].split("\\.", -1);
        if (parts.length != 2 || octets.length != 4 || !parts[1].matches("\\d{1,2}")
                || Integer.parseInt(parts[1]) > 32) {
            return Optional.empty();
        }
        long address = 0;
        for (String octet : octets) {
            if (!octet.matches("\\d{1,3}") || Integer.parseInt(octet) > 255) {
                return Optional.empty();
            }
            address = address << 8 | Integer.parseInt(octet);
        }
        long size = 1L << 32 - Integer.parseInt(parts[1]);
        long first = address & -size;
        return Optional.of(new AddressRange(first, first + size - 1));
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
