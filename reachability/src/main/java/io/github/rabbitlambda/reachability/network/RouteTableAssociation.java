package io.github.rabbitlambda.reachability.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

/**
 * Which route table a subnet uses.
 *
 * @param table the table; empty for the VPC's main table, and where the table isn't known
 * @param unknown why the table isn't known
 */
public record RouteTableAssociation(Optional<Value> table, Optional<UnknownReason> unknown) {

    public static RouteTableAssociation of(Value subnet, Deployment deployment) {
        List<UnknownReason> reasons = new ArrayList<>();
        for (ResolvedResource association : deployment.ofType("AWS::EC2::SubnetRouteTableAssociation")) {
            Answer applies = association.presentAnd(association.get("SubnetId").sameAs(subnet));
            if (applies.isYes()) {
                return new RouteTableAssociation(Optional.of(association.get("RouteTableId")), Optional.empty());
            }
            reasons.addAll(applies.reasons());
        }
        return new RouteTableAssociation(Optional.empty(), reasons.stream().findFirst());
    }
}
