package io.github.rabbitlambda.reachability.terraform;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What each VPC has by default, where Terraform adopts it: it removes all rules and routes of the default group, network ACL
 * or route table, and makes those that are written.
 */
final class Adopted {
    private static final Map<String, String> ATTRIBUTES = Map.of("aws_default_security_group", "vpc_id",
            "aws_default_network_acl", "default_network_acl_id", "aws_default_route_table", "default_route_table_id");
    private static final Map<String, String> TYPES = Map.of("default_security_group_id", "aws_default_security_group",
            "default_network_acl_id", "aws_default_network_acl", "default_route_table_id", "aws_default_route_table",
            "main_route_table_id", "aws_default_route_table");

    private final Map<String, String> adopters = new HashMap<>();

    Adopted(Plan plan, Links links) {
        ATTRIBUTES.forEach((type, attribute) -> plan.ofType(type)
                .forEach(adopter -> links.target(adopter.at(attribute), "aws_vpc").ifPresent(
                        vpc -> adopters.put(type + " " + vpc.instance().address(), adopter.address()))));
    }

    /** The address of the resource that adopts this default of a VPC. */
    Optional<String> adopter(Target target) {
        return target.instance().type().equals("aws_vpc")
                ? of(target.instance(), TYPES.getOrDefault(target.attribute(), ""))
                : Optional.empty();
    }

    /** The resource of this type that adopts the default of a VPC. */
    Optional<String> of(Instance vpc, String type) {
        return Optional.ofNullable(adopters.get(type + " " + vpc.address()));
    }
}
