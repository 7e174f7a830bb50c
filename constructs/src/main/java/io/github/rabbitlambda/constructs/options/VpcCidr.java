package io.github.rabbitlambda.constructs.options;

/**
 * The addresses of a VPC that is made for a broker: a private block of 65,536 addresses. The last two numbers say in which
 * subnet an address is.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html">VPC CIDR blocks</a>
 */
public record VpcCidr(String block) {
    private static final String PRIVATE = "(10\\.(\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])"
            + "|172\\.(1[6-9]|2\\d|3[01])|192\\.168)\\.0\\.0/16";
    /** What a VPC has if nobody says otherwise. */
    public static final VpcCidr DEFAULT = new VpcCidr("10.0.0.0/16");

    public VpcCidr {
        if (!block.matches(PRIVATE)) {
            throw Refusal.of("vpcCidr", "a private block of /16 such as 10.0.0.0/16", block,
                    "each zone has two subnets of /24 in it");
        }
    }

    /** The block of 256 addresses with this third number, from 0 to 255. */
    public String subnet(int number) {
        String[] numbers = block.split("\\.");
        return numbers[0] + "." + numbers[1] + "." + number + ".0/24";
    }
}
