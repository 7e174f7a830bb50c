package io.github.rabbitlambda.acceptance.rehearsal.aws;

import io.github.rabbitlambda.acceptance.rehearsal.stack.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.reachability.iam.Glob;
import io.github.rabbitlambda.reachability.value.Value;

/**
 * EC2's Describe actions, over the things of the account.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Operations.html">EC2's operations</a>
 */
public record Ec2Api(Things things) implements Service {

    @Override
    public Access access(Call call) {
        return Access.to("ec2:" + call.form().get("Action"), "*");
    }

    @Override
    public Reply answer(Call call) {
        Map<String, String> form = call.form();
        String action = form.get("Action");
        String items = switch (action) {
            case "DescribeNetworkInterfaces" -> set("networkInterfaceSet", interfaces(form));
            case "DescribeVpcs" -> set("vpcSet", found("AWS::EC2::VPC", "VpcId", form).map(Ec2Xml::vpc));
            case "DescribeVpcAttribute" -> attribute(form.get("Attribute"));
            case "DescribeSubnets" -> set("subnetSet", found("AWS::EC2::Subnet", "SubnetId", form).map(Ec2Xml::subnet));
            case "DescribeSecurityGroups" -> set("securityGroupInfo",
                    found("AWS::EC2::SecurityGroup", "GroupId", form).map(Ec2Xml::group));
            case "DescribeVpcEndpoints" -> set("vpcEndpointSet",
                    found("AWS::EC2::VPCEndpoint", "VpcEndpointId", form).map(Ec2Xml::endpoint));
            default -> throw new UnsupportedOperationException("the rehearsal must know EC2's " + action
                    + " (it doesn't): add it to Ec2Api");
        };
        return Reply.xml(200, "<" + action + "Response>" + items + "</" + action + "Response>");
    }

    private static String attribute(String name) {
        String element = Character.toLowerCase(name.charAt(0)) + name.substring(1);
        return "<" + element + "><value>true</value></" + element + ">";
    }

    private static String set(String name, Stream<String> items) {
        return items.collect(Collectors.joining("", "<" + name + ">", "</" + name + ">"));
    }

    private Stream<String> interfaces(Map<String, String> form) {
        return things.ofType(Interfaces.TYPE).stream().filter(matching(form)).map(Ec2Xml::networkInterface);
    }

    private Stream<Thing> found(String type, String idParameter, Map<String, String> form) {
        List<String> ids = values(form, idParameter);
        return things.ofType(type).stream().filter(thing -> ids.isEmpty() || ids.contains(thing.id()))
                .filter(matching(form));
    }

    private static Predicate<Thing> matching(Map<String, String> form) {
        Predicate<Thing> all = thing -> true;
        for (int i = 1; form.containsKey("Filter." + i + ".Name"); i++) {
            String name = form.get("Filter." + i + ".Name");
            List<String> values = values(form, "Filter." + i + ".Value");
            all = all.and(thing -> values.stream().anyMatch(value -> has(thing, name, value)));
        }
        return all;
    }

    private static boolean has(Thing thing, String filter, String value) {
        JsonNode properties = thing.properties();
        return switch (filter) {
            case "description" -> Glob.matches(new Value.Text(value),
                    new Value.Text(properties.path("Description").asText())).isYes();
            case "group-id" -> Json.texts(properties.path("Groups")).contains(value);
            case "subnet-id" -> properties.path("SubnetId").asText().equals(value);
            case "vpc-id" -> properties.path("VpcId").asText().equals(value);
            case "group-name" -> properties.path("GroupName").asText().equals(value);
            case "is-default", "isDefault" -> properties.path("IsDefault").asText("false").equals(value);
            case "service-name" -> properties.path("ServiceName").asText().equals(value);
            default -> throw new UnsupportedOperationException("the rehearsal must know EC2's filter " + filter
                    + " (it doesn't): add it to Ec2Api");
        };
    }

    private static List<String> values(Map<String, String> form, String prefix) {
        List<String> values = new ArrayList<>();
        for (int i = 1; form.containsKey(prefix + "." + i); i++) {
            values.add(form.get(prefix + "." + i));
        }
        return values;
    }

    @Override
    public Reply denied(String message) {
        return error(403, "UnauthorizedOperation", message);
    }

    @Override
    public Reply throttled() {
        return error(503, "RequestLimitExceeded", "Request limit exceeded.");
    }

    private static Reply error(int status, String code, String message) {
        return Reply.xml(status, "<Response><Errors><Error><Code>" + code + "</Code><Message>" + message
                + "</Message></Error></Errors><RequestID>1</RequestID></Response>");
    }
}
