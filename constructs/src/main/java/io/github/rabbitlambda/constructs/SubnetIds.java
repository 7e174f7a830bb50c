package io.github.rabbitlambda.constructs;

import java.util.List;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;

/**
 * The ids of selected subnets.
 */
final class SubnetIds {
    private SubnetIds() {}

    /** Subnets that are named are taken as they are: the CDK would want the zones of imported ones. */
    static List<String> of(IVpc vpc, SubnetSelection selection) {
        return selection.getSubnets() == null
                ? vpc.selectSubnets(selection).getSubnetIds()
                : selection.getSubnets().stream().map(ISubnet::getSubnetId).toList();
    }
}
