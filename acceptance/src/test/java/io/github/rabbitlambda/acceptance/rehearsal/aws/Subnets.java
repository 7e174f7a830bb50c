package io.github.rabbitlambda.acceptance.rehearsal.aws;

import io.github.rabbitlambda.acceptance.rehearsal.stack.Refused;

import com.fasterxml.jackson.databind.JsonNode;

/** EC2's rule that subnets of one VPC don't overlap. */
final class Subnets {
    private Subnets() {}

    static void checkFree(Things things, String type, JsonNode properties) {
        if (type.equals("AWS::EC2::Subnet") && things.ofType(type).stream().anyMatch(
                other -> overlaps(other.properties(), properties))) {
            throw new Refused("The CIDR '" + properties.get("CidrBlock").textValue()
                    + "' conflicts with another subnet (Service: Ec2, InvalidSubnet.Conflict)");
        }
    }

    private static boolean overlaps(JsonNode one, JsonNode other) {
        if (!one.get("VpcId").equals(other.get("VpcId"))) {
            return false;
        }
        String[] first = one.get("CidrBlock").textValue().split("/");
        String[] second = other.get("CidrBlock").textValue().split("/");
        int shift = 32 - Math.min(Integer.parseInt(first[1]), Integer.parseInt(second[1]));
        return address(first[0]) >> shift == address(second[0]) >> shift;
    }

    private static long address(String dotted) {
        long address = 0;
        for (String part : dotted.split("\\.")) {
            address = address << 8 | Integer.parseInt(part);
        }
        return address;
    }
}
