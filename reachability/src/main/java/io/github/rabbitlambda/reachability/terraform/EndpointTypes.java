package io.github.rabbitlambda.reachability.terraform;

import java.util.ArrayList;
import java.util.List;

import io.github.rabbitlambda.reachability.template.Tree;

/** VPC endpoints with their subnets, groups and policies, which may be resources of their own. */
final class EndpointTypes {
    private static final String ENDPOINT = "aws_vpc_endpoint";
    private static final String ID = "vpc_endpoint_id";
    private static final String SUBNETS = "SubnetIds";
    private static final String GROUPS = "SecurityGroupIds";
    private static final String POLICY = "PolicyDocument";

    private final Translation translation;
    private final Links links;
    private final Policies policies;

    EndpointTypes(Translation translation, Policies policies) {
        this.translation = translation;
        this.links = translation.links();
        this.policies = policies;
    }

    void endpoint(Instance endpoint) {
        translation.add(endpoint, new Properties().with("VpcId", links.one(endpoint.at("vpc_id"), "aws_vpc"))
                .with("ServiceName", links.plain(endpoint.at("service_name")))
                .with("ServiceRegion", links.plain(endpoint.at("service_region")))
                .with("VpcEndpointType", links.plain(endpoint.at("vpc_endpoint_type")), "Gateway")
                .with("PrivateDnsEnabled", links.plain(endpoint.at("private_dns_enabled")), "false")
                .with("IpAddressType", links.plain(endpoint.at("ip_address_type")))
                .with(SUBNETS, links.many(endpoint.at("subnet_ids"), "aws_subnet"))
                .with(GROUPS, groups(endpoint)).with(POLICY, policies.document(endpoint.at("policy"))));
    }

    // An endpoint without groups has the default group of the VPC.
    private List<Tree> groups(Instance endpoint) {
        List<Tree> groups = new ArrayList<>(
                links.many(endpoint.at("security_group_ids"), SecurityGroupTypes.GROUPS));
        if (groups.isEmpty()) {
            links.target(endpoint.at("vpc_id"), "aws_vpc").map(vpc -> links
                    .reference(new Target(vpc.instance(), "default_security_group_id"))).ifPresent(groups::add);
        }
        return groups;
    }

    /** aws_vpc_endpoint_subnet_association. */
    void subnet(Instance association) {
        to(association, SUBNETS, links.one(association.at("subnet_id"), "aws_subnet"));
    }

    /** aws_vpc_endpoint_security_group_association. */
    void group(Instance association) {
        Tree group = links.one(association.at("security_group_id"), SecurityGroupTypes.GROUPS);
        links.target(association.at(ID), ENDPOINT)
                .filter(found -> association.at("replace_default_association").is("true"))
                .filter(found -> found.instance().at("security_group_ids").isAbsent())
                .ifPresent(found -> translation.set(found.instance().address(), GROUPS, Tree.list()));
        to(association, GROUPS, group);
    }

    /** aws_vpc_endpoint_policy. */
    void policy(Instance policy) {
        Tree document = policies.document(policy.at("policy"));
        endpoints(policy).forEach(id -> translation.set(id, POLICY,
                isOne(policy) ? document : links.unclear(policy.at(ID))));
    }

    private void to(Instance association, String property, Tree item) {
        endpoints(association).forEach(id -> translation.append(id, property,
                isOne(association) ? item : links.unclear(association.at(ID))));
    }

    private boolean isOne(Instance association) {
        return links.target(association.at(ID), ENDPOINT).isPresent();
    }

    /** The endpoint that is meant; if that isn't known, it may be any. */
    private List<String> endpoints(Instance association) {
        return links.target(association.at(ID), ENDPOINT).map(found -> List.of(found.instance().address()))
                .orElseGet(() -> association.at(ID).isUnknown()
                        ? List.copyOf(translation.ofType("AWS::EC2::VPCEndpoint").keySet())
                        : List.of());
    }
}
