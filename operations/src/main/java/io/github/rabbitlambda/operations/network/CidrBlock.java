package io.github.rabbitlambda.operations.network;

import java.util.ArrayList;
import java.util.List;

/** An IPv4 range, as {@code 172.31.0.0/16}. */
record CidrBlock(long address, int prefix) {
    /** The quota of IPv4 blocks of one VPC. */
    static final int MOST_OF_A_VPC = 5;
    private static final int BITS = 32;

    static CidrBlock parse(String text) {
        String[] parts = text.split("[./]");
        long address = 0;
        for (int i = 0; i < 4; i++) {
            address = address << 8 | Integer.parseInt(parts[i]);
        }
        return new CidrBlock(address, Integer.parseInt(parts[4]));
    }

    boolean contains(CidrBlock other) {
        return prefix <= other.prefix && (prefix == 0 || address >> BITS - prefix == other.address >> BITS - prefix);
    }

    /**
     * Returns exactly five ranges that cover the given ones and nothing else, because a template fixes its number of
     * rules at synthesis. Missing ranges are filled with distinct parts of the first one, because EC2 refuses a
     * duplicate rule.
     */
    static List<CidrBlock> filledUp(List<CidrBlock> blocks) {
        List<CidrBlock> filled = new ArrayList<>(blocks);
        for (int parts = 2; filled.size() < MOST_OF_A_VPC; parts *= 2) {
            blocks.getFirst().split(parts).stream().filter(block -> !filled.contains(block))
                    .limit(MOST_OF_A_VPC - filled.size()).forEach(filled::add);
        }
        return filled;
    }

    private List<CidrBlock> split(int parts) {
        int deeper = Integer.numberOfTrailingZeros(parts);
        List<CidrBlock> blocks = new ArrayList<>();
        for (long part = 0; part < parts; part++) {
            blocks.add(new CidrBlock(address + (part << BITS - prefix - deeper), prefix + deeper));
        }
        return blocks;
    }

    @Override
    public String toString() {
        return "%d.%d.%d.%d/%d".formatted(address >> 24 & 255, address >> 16 & 255, address >> 8 & 255, address & 255,
                prefix);
    }
}
