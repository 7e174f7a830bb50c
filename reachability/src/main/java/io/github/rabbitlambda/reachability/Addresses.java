package io.github.rabbitlambda.reachability;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** A set of IPv4 addresses. */
record Addresses(List<Block> blocks) {
    /** Every address but those that never appear on the internet (RFC 1918, loopback, link-local and multicast and above). */
    static final Addresses INTERNET = new Addresses(List.of(Block.EVERYWHERE))
            .minus(blocks("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
                    "192.168.0.0/16", "224.0.0.0/3"));

    static Addresses of(Collection<Block> blocks) {
        List<Block> merged = new ArrayList<>();
        for (Block block : blocks.stream().sorted(Comparator.comparingLong(Block::first)).toList()) {
            Block last = merged.isEmpty() ? null : merged.getLast();
            if (last != null && block.first() <= last.last() + 1) {
                merged.set(merged.size() - 1, new Block(last.first(), Math.max(last.last(), block.last())));
            } else {
                merged.add(block);
            }
        }
        return new Addresses(List.copyOf(merged));
    }

    private static List<Block> blocks(String... cidrs) {
        return List.of(cidrs).stream().map(cidr -> Block.parse(cidr).orElseThrow()).toList();
    }

    Addresses minus(Collection<Block> removed) {
        List<Block> left = blocks;
        for (Block hole : removed) {
            left = left.stream().flatMap(block -> cut(block, hole).stream()).toList();
        }
        return new Addresses(left);
    }

    private static List<Block> cut(Block block, Block hole) {
        if (!block.meets(hole)) {
            return List.of(block);
        }
        List<Block> rest = new ArrayList<>();
        if (block.first() < hole.first()) {
            rest.add(new Block(block.first(), hole.first() - 1));
        }
        if (hole.last() < block.last()) {
            rest.add(new Block(hole.last() + 1, block.last()));
        }
        return rest;
    }

    boolean covers(Addresses other) {
        return other.minus(blocks).blocks().isEmpty();
    }

    boolean meets(Addresses other) {
        return blocks.stream().anyMatch(block -> other.blocks().stream().anyMatch(block::meets));
    }
}
