package io.github.rabbitlambda.doctor.reader;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/** The filters of EC2's Describe calls: several values of one are alternatives, and all filters must match. */
final class Ec2Filters {
    private static final Map<String, String> MEMBERS = Map.of("subnet-id", "/SubnetId", "vpc-id", "/VpcId", "group-id",
            "/GroupId", "group-name", "/GroupName", "dhcp-options-id", "/DhcpOptionsId", "attachment.vpc-id",
            "/Attachments/0/VpcId", "description", "/Description");

    private Ec2Filters() {}

    static boolean match(Map<String, String> filters, JsonNode item) {
        return filters.entrySet().stream().allMatch(filter -> Stream.of(filter.getValue().split(","))
                .anyMatch(value -> glob(value).matcher(item.at(MEMBERS.get(filter.getKey())).asText()).matches()));
    }

    private static Pattern glob(String value) {
        return Pattern.compile(Stream.of(value.split("\\*", -1)).map(Pattern::quote).reduce((a, b) -> a + ".*" + b)
                .orElseThrow());
    }
}
