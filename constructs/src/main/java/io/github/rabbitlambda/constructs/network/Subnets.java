package io.github.rabbitlambda.constructs.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.ec2.CfnInternetGateway;
import software.amazon.awscdk.services.ec2.CfnVPCGatewayAttachment;
import software.amazon.awscdk.services.ec2.PrivateSubnet;
import software.amazon.awscdk.services.ec2.PublicSubnet;
import software.amazon.awscdk.services.ec2.Subnet;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;

/**
 * The broker's subnets, one in each zone, with their way to the internet. The CDK's own subnets of a VPC have ids and
 * addresses by their number, so none of them could ever be in another zone.
 */
final class Subnets {
    private final Construct scope;
    private final Vpc vpc;
    private final List<Zone> zones;
    private final List<Subnet> ofBroker = new ArrayList<>();

    Subnets(Construct scope, Vpc vpc, List<Zone> zones, InternetAccess access) {
        this.scope = scope;
        this.vpc = vpc;
        this.zones = List.copyOf(zones);
        switch (access) {
            case NONE -> zones.forEach(this::addPrivate);
            case NAT -> addWithNatGateway();
            case INTERNET_GATEWAY -> addPublic();
        }
    }

    private PrivateSubnet addPrivate(Zone zone) {
        PrivateSubnet subnet = PrivateSubnet.Builder.create(scope, "BrokerSubnet" + zone.suffix())
                .vpcId(vpc.getVpcId()).availabilityZone(zone.name()).cidrBlock(zone.brokerBlock())
                .mapPublicIpOnLaunch(false).build();
        ofBroker.add(subnet);
        return subnet;
    }

    /** The gateway is in the first zone. */
    private void addWithNatGateway() {
        Zone first = zones.get(0);
        PublicSubnet nat = publicSubnet("NatSubnet", first, first.natBlock(), internetGateway());
        String gateway = nat.addNatGateway().getRef();
        zones.forEach(zone -> addPrivate(zone).addDefaultNatRoute(gateway));
    }

    private void addPublic() {
        CfnVPCGatewayAttachment gateway = internetGateway();
        zones.forEach(zone -> ofBroker.add(publicSubnet("BrokerSubnet", zone, zone.brokerBlock(), gateway)));
    }

    private PublicSubnet publicSubnet(String id, Zone zone, String block, CfnVPCGatewayAttachment gateway) {
        PublicSubnet subnet = PublicSubnet.Builder.create(scope, id + zone.suffix()).vpcId(vpc.getVpcId())
                .availabilityZone(zone.name()).cidrBlock(block).mapPublicIpOnLaunch(false).build();
        subnet.addDefaultInternetRoute(gateway.getInternetGatewayId(), gateway);
        return subnet;
    }

    private CfnVPCGatewayAttachment internetGateway() {
        CfnInternetGateway gateway = new CfnInternetGateway(scope, "InternetGateway");
        return CfnVPCGatewayAttachment.Builder.create(scope, "InternetGatewayAttachment").vpcId(vpc.getVpcId())
                .internetGatewayId(gateway.getRef()).build();
    }

    List<String> ids() {
        return ofBroker.stream().map(Subnet::getSubnetId).toList();
    }

    /** Changes when the broker moves. It holds no names, which a template does not always know. */
    String fingerprint() {
        return zones.stream().map(Zone::brokerBlock).toList().toString();
    }

    /** The names by letter, as CloudFormation resolves them. */
    Map<String, String> zoneNames() {
        Map<String, String> names = new TreeMap<>();
        zones.forEach(zone -> names.put(zone.suffix(), zone.name()));
        return names;
    }
}
