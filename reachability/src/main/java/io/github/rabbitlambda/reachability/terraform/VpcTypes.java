package io.github.rabbitlambda.reachability.terraform;

import io.github.rabbitlambda.reachability.template.Tree;

/** VPCs, subnets, gateways, and what resolves or blocks names and packets in a VPC. */
final class VpcTypes {
    private final Translation translation;
    private final Links links;

    VpcTypes(Translation translation) {
        this.translation = translation;
        this.links = translation.links();
    }

    void vpc(Instance vpc) {
        translation.add(vpc, new Properties().with("CidrBlock", links.plain(vpc.at("cidr_block")))
                .with("EnableDnsSupport", links.plain(vpc.at("enable_dns_support")))
                .with("EnableDnsHostnames", links.plain(vpc.at("enable_dns_hostnames"))));
        translation.addPart(vpc, "main_route_table", "AWS::EC2::RouteTable",
                new Properties().with("VpcId", CloudFormation.ref(vpc.address())));
    }

    void moreAddresses(Instance association) {
        translation.add(association, "AWS::EC2::VPCCidrBlock",
                new Properties().with("VpcId", vpcOf(association)).with("CidrBlock",
                        links.plain(association.at("cidr_block")), "unknown"));
    }

    void subnet(Instance subnet) {
        translation.add(subnet, new Properties().with("VpcId", vpcOf(subnet))
                .with("CidrBlock", links.plain(subnet.at("cidr_block")))
                .with("AvailabilityZone", links.plain(subnet.at("availability_zone")))
                .with("AvailabilityZoneId", links.plain(subnet.at("availability_zone_id"))));
    }

    void internetGateway(Instance gateway) {
        translation.add(gateway, new Properties());
        Tree vpc = vpcOf(gateway);
        if (!(vpc instanceof Tree.Nothing)) {
            translation.addPart(gateway, "vpc_id", "AWS::EC2::VPCGatewayAttachment", new Properties()
                    .with("VpcId", vpc).with("InternetGatewayId", CloudFormation.ref(gateway.address())));
        }
    }

    void attachment(Instance attachment) {
        translation.add(attachment, "AWS::EC2::VPCGatewayAttachment", new Properties().with("VpcId", vpcOf(attachment))
                .with("InternetGatewayId",
                        links.one(attachment.at("internet_gateway_id"), "aws_internet_gateway")));
    }

    void natGateway(Instance gateway) {
        translation.add(gateway, new Properties().with("SubnetId", links.one(gateway.at("subnet_id"), "aws_subnet"))
                .with("AllocationId", links.one(gateway.at("allocation_id"), "aws_eip"))
                .with("ConnectivityType", links.plain(gateway.at("connectivity_type")), "public")
                .with("AvailabilityMode",
                        gateway.at("availability_mode").is("regional") ? Tree.text("regional") : new Tree.Nothing()));
    }

    void address(Instance address) {
        translation.add(address, new Properties());
    }

    void dhcpOptions(Instance options) {
        translation.add(options,
                new Properties().with("DomainNameServers", links.many(options.at("domain_name_servers"))));
    }

    void dhcpOptionsAssociation(Instance association) {
        translation.add(association, "AWS::EC2::VPCDHCPOptionsAssociation",
                new Properties().with("VpcId", vpcOf(association)).with("DhcpOptionsId",
                        links.one(association.at("dhcp_options_id"), "aws_vpc_dhcp_options")));
    }

    void blockPublicAccess(Instance options) {
        if (!options.at("internet_gateway_block_mode").is("off")) {
            translation.add(options, "AWS::EC2::VPCBlockPublicAccessOptions", new Properties());
        }
    }

    /** A DNS Firewall or Resolver rules of a VPC. */
    void resolver(Instance association, String type) {
        translation.add(association, type, new Properties().with("VpcId", vpcOf(association)));
    }

    void hostedZone(Instance zone) {
        translation.add(zone, "AWS::Route53::HostedZone", new Properties().with("Name", links.plain(zone.at("name")))
                .with("VPCs", zone.blocks("vpc").stream().<Tree>map(vpc -> new Properties()
                        .with("VPCId", links.one(vpc.at("vpc_id"), "aws_vpc")).tree()).toList()));
    }

    private Tree vpcOf(Instance instance) {
        return links.one(instance.at("vpc_id"), "aws_vpc");
    }
}
