package io.github.rabbitlambda.reachability.network;

import java.util.Optional;

import io.github.rabbitlambda.reachability.value.AddressRange;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;

/** The addresses of a VPC. */
public final class Vpc {
    public static final String TYPE = "AWS::EC2::VPC";

    private Vpc() {}

    /** The block of a VPC, unless the VPC has a second one. */
    static Optional<AddressRange> onlyBlock(ResolvedResource vpc, Deployment deployment) {
        boolean more = deployment.ofType("AWS::EC2::VPCCidrBlock").stream()
                .anyMatch(extra -> !extra.get("CidrBlock").isMissing()
                        && !extra.get("VpcId").sameAs(vpc.ref()).isNo());
        return more ? Optional.empty() : vpc.text("CidrBlock").flatMap(AddressRange::parse);
    }
}
