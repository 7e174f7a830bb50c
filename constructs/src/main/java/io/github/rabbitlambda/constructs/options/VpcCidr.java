package io.github.rabbitlambda.constructs.options;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses of a VPC that is made for a broker: a private block from /16 to /24. Its first half has a subnet for the
 * broker in each zone, its second half one for a NAT gateway.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html">VPC CIDR blocks</a>
 */
public record VpcCidr(String block) {
    private static final Pattern FORM = Pattern
            .compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(1[6-9]|2[0-4])");
    private static final String PRIVATE = "(10\\.|172\\.(1[6-9]|2\\d|3[01])\\.|192\\.168\\.).*";
    private static final int BYTE = 256;
    private static final int LONGEST_SUBNET_PREFIX = 27;
    /** What a VPC has if nobody says otherwise. */
    public static final VpcCidr DEFAULT = new VpcCidr("10.0.0.0/16");

    public VpcCidr {
        Matcher form = FORM.matcher(block);
        if (!form.matches() || !block.matches(PRIVATE) || !areBytes(form)) {
            throw Refusal.of("vpcCidr", "a private block from /16 to /24 such as 10.0.0.0/16", block,
                    "each zone has two subnets in it");
        }
        long begin = address(form) & -(1L << (32 - Integer.parseInt(form.group(5))));
        if (begin != address(form)) {
            throw Refusal.of("vpcCidr", text(begin) + "/" + form.group(5), block,
                    "a block begins at a multiple of its size");
        }
    }

    private static boolean areBytes(Matcher form) {
        for (int i = 1; i <= 4; i++) {
            if (Integer.parseInt(form.group(i)) >= BYTE) {
                return false;
            }
        }
        return true;
    }

    private static long address(Matcher form) {
        long address = 0;
        for (int i = 1; i <= 4; i++) {
            address = address * BYTE + Integer.parseInt(form.group(i));
        }
        return address;
    }

    private static String text(long address) {
        return "%d.%d.%d.%d".formatted(address >> 24, address >> 16 & 0xFF, address >> 8 & 0xFF, address & 0xFF);
    }

    /** How many zones find room. */
    public int zones() {
        return 1 << (subnetPrefix() - prefix() - 1);
    }

    /**
     * Refuses a zone that finds no room.
     *
     * @param name
     *            such as us-east-1a
     */
    public void requireRoom(String name) {
        if (name.charAt(name.length() - 1) - 'a' >= zones()) {
            throw Refusal.of("vpcCidr", "a larger block for the zone " + name, block,
                    "the letter of a zone says which part of the block it has, and there are " + zones());
        }
    }

    /** The block of the broker's subnet in a zone, counted from 0. */
    public String brokerSubnet(int zone) {
        return subnet(zone);
    }

    /** The block of the NAT gateway's subnet in a zone, counted from 0. */
    public String natSubnet(int zone) {
        return subnet(zones() + zone);
    }

    private String subnet(int number) {
        Matcher form = FORM.matcher(block);
        if (!form.matches()) {
            throw new IllegalStateException(block);
        }
        return text(address(form) + ((long) number << (32 - subnetPrefix()))) + "/" + subnetPrefix();
    }

    /** A subnet of a /16 has 256 addresses; the smallest has 32, of which AWS keeps five. */
    private int subnetPrefix() {
        return Math.min(prefix() + 8, LONGEST_SUBNET_PREFIX);
    }

    private int prefix() {
        return Integer.parseInt(block.substring(block.indexOf('/') + 1));
    }
}
