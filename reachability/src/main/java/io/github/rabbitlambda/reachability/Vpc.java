package io.github.rabbitlambda.reachability;

import java.util.Optional;

/** What the rules ask of a VPC. */
final class Vpc {
    static final String TYPE = "AWS::EC2::VPC";

    private Vpc() {}

    /** The block of a VPC that has no second one. */
    static Optional<Block> onlyBlock(Part vpc, World world) {
        boolean more = world.of("AWS::EC2::VPCCidrBlock").stream().anyMatch(extra -> !extra.get("CidrBlock").isMissing()
                && !World.same(extra.get("VpcId"), vpc.ref()).isNo());
        return more ? Optional.empty() : vpc.text("CidrBlock").flatMap(Block::parse);
    }
}
