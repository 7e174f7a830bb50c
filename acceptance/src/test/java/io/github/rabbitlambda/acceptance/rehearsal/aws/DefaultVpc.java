package io.github.rabbitlambda.acceptance.rehearsal.aws;

import io.github.rabbitlambda.acceptance.rehearsal.stack.Json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/** The default VPC of the Region, where Amazon MQ puts a broker that names no network. */
public record DefaultVpc(Things things) {
    public static final String VPC = "vpc-0default";
    public static final String SUBNET = "subnet-0default";
    public static final String GROUP = "sg-0default";

    public DefaultVpc {
        things.put("AWS::EC2::VPC", VPC, Json.object("CidrBlock", "172.31.0.0/16", "IsDefault", "true"));
        things.put("AWS::EC2::Subnet", SUBNET, Json.object("CidrBlock", "172.31.0.0/20", "VpcId", VPC));
        things.put("AWS::EC2::SecurityGroup", GROUP, Json.object("GroupName", "default", "VpcId", VPC));
    }

    public static boolean owns(Thing thing) {
        return List.of(VPC, SUBNET, GROUP).contains(thing.id());
    }

    /** The properties of a broker with the network that Amazon MQ chooses; a public broker has none in the account. */
    public JsonNode placed(JsonNode properties) {
        ObjectNode placed = properties.deepCopy();
        if (!properties.has("SubnetIds") && !properties.get("PubliclyAccessible").booleanValue()) {
            placed.set("SubnetIds", Json.array(List.of(SUBNET)));
            placed.set("SecurityGroups", Json.array(List.of(GROUP)));
        }
        return placed;
    }
}
