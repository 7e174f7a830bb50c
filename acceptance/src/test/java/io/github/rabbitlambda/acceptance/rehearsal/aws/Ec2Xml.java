package io.github.rabbitlambda.acceptance.rehearsal.aws;

import io.github.rabbitlambda.acceptance.rehearsal.stack.Json;

import java.util.List;
import java.util.stream.Collectors;

/** Things of the network in EC2's answers. */
final class Ec2Xml {
    private static final String EVERYTHING = "<ipProtocol>-1</ipProtocol>";

    private Ec2Xml() {}

    static String networkInterface(Thing thing) {
        return item(element("networkInterfaceId", thing.id()) + element("subnetId", text(thing, "SubnetId"))
                + element("description", text(thing, "Description")) + element("status", text(thing, "Status"))
                + list("groupSet", Json.texts(thing.properties().path("Groups")), "groupId"));
    }

    static String vpc(Thing thing) {
        String block = text(thing, "CidrBlock");
        return item(element("vpcId", thing.id()) + element("cidrBlock", block)
                + element("isDefault", thing.properties().path("IsDefault").asText("false"))
                + element("cidrBlockAssociationSet", item(element("cidrBlock", block)
                        + element("cidrBlockState", element("state", "associated")))));
    }

    static String subnet(Thing thing) {
        return item(element("subnetId", thing.id()) + element("vpcId", text(thing, "VpcId"))
                + element("cidrBlock", text(thing, "CidrBlock")));
    }

    /** The default group lets itself in and everything out; of others only the rules in their own properties are told. */
    static String group(Thing thing) {
        String own = thing.id().equals(DefaultVpc.GROUP)
                ? item(EVERYTHING + element("groups", item(element("groupId", thing.id()))))
                : permissions(thing);
        return item(element("groupId", thing.id()) + element("groupName", text(thing, "GroupName"))
                + element("vpcId", text(thing, "VpcId")) + element("ipPermissions", own)
                + element("ipPermissionsEgress",
                        item(EVERYTHING + element("ipRanges", item(element("cidrIp", "0.0.0.0/0"))))));
    }

    private static String permissions(Thing thing) {
        StringBuilder permissions = new StringBuilder();
        thing.properties().path("SecurityGroupIngress").forEach(rule -> permissions.append(
                item(element("ipProtocol", rule.get("IpProtocol").asText())
                        + element("fromPort", rule.path("FromPort").asText("0"))
                        + element("toPort", rule.path("ToPort").asText("65535"))
                        + element("ipRanges", item(element("cidrIp", rule.get("CidrIp").asText()))))));
        return permissions.toString();
    }

    static String endpoint(Thing thing) {
        return item(element("vpcEndpointId", thing.id()) + element("vpcId", text(thing, "VpcId"))
                + element("serviceName", text(thing, "ServiceName")) + element("state", "available")
                + element("vpcEndpointType", text(thing, "VpcEndpointType")) + element("privateDnsEnabled", "true")
                + list("groupSet", Json.texts(thing.properties().path("SecurityGroupIds")), "groupId")
                + element("tagSet", thing.properties().path("Tags").isEmpty() ? "" : tags(thing)));
    }

    private static String tags(Thing thing) {
        StringBuilder tags = new StringBuilder();
        thing.properties().path("Tags").forEach(tag -> tags.append(
                item(element("key", tag.get("Key").asText()) + element("value", tag.get("Value").asText()))));
        return tags.toString();
    }

    private static String list(String name, List<String> values, String element) {
        return element(name, values.stream().map(value -> item(element(element, value)))
                .collect(Collectors.joining()));
    }

    private static String text(Thing thing, String property) {
        return thing.properties().path(property).asText();
    }

    private static String item(String content) {
        return element("item", content);
    }

    private static String element(String name, String content) {
        return "<" + name + ">" + content + "</" + name + ">";
    }
}
