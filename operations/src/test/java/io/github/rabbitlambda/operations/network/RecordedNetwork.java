package io.github.rabbitlambda.operations.network;

import static io.github.rabbitlambda.operations.Recorded.query;

import io.github.rabbitlambda.operations.AwsService;
import io.github.rabbitlambda.operations.AwsService.Answer;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** EC2's answers about the default VPC, complete and harmless unless changed. */
final class RecordedNetwork {
    static final String SELF = "<item><ipProtocol>-1</ipProtocol><groups><item><userId>123456789012</userId><groupId>sg-default</groupId></item></groups><ipRanges/></item>";
    static final String OUT = "<item><ipProtocol>-1</ipProtocol><groups/><ipRanges><item><cidrIp>0.0.0.0/0</cidrIp></item></ipRanges></item>";

    private RecordedNetwork() {}

    static AwsService answering(AwsService service) {
        return service.on("DescribeVpcs", vpcs("172.31.0.0/16")).on("DescribeVpcAttribute", attribute(true, true))
                .on("DescribeSecurityGroups", groups("sg-default", SELF, OUT)).on("DescribeVpcEndpoints", endpoints())
                .on("DescribeSubnets", query("DescribeSubnets",
                        "<subnetSet><item><subnetId>subnet-1</subnetId><vpcId>vpc-1</vpcId><cidrBlock>172.31.0.0/20</cidrBlock></item></subnetSet>"));
    }

    static Answer noVpcs() {
        return query("DescribeVpcs", "<vpcSet/>");
    }

    /** The primary block comes first here, and anywhere in the list of associations. */
    static Answer vpcs(String... blocks) {
        String associations = Arrays.stream(blocks).map(block -> "<item><cidrBlock>" + block
                + "</cidrBlock><associationId>a</associationId><cidrBlockState><state>associated</state></cidrBlockState></item>")
                .sorted().collect(Collectors.joining());
        return query("DescribeVpcs",
                "<vpcSet><item><vpcId>vpc-1</vpcId><state>available</state><cidrBlock>%s</cidrBlock><isDefault>true</isDefault><cidrBlockAssociationSet>%s<item><cidrBlock>10.99.0.0/16</cidrBlock><associationId>b</associationId><cidrBlockState><state>disassociated</state></cidrBlockState></item></cidrBlockAssociationSet></item></vpcSet>"
                        .formatted(blocks[0], associations));
    }

    static Function<AwsService.Request, Answer> attribute(boolean support, boolean names) {
        return request -> {
            String name = request.parameter("Attribute");
            return query("DescribeVpcAttribute", "<vpcId>vpc-1</vpcId><%s><value>%s</value></%s>".formatted(name,
                    name.equals("enableDnsSupport") ? support : names, name));
        };
    }

    static Answer groups(String id, String in, String out) {
        return query("DescribeSecurityGroups",
                "<securityGroupInfo><item><ownerId>123456789012</ownerId><groupId>%s</groupId><groupName>default</groupName><vpcId>vpc-1</vpcId><ipPermissions>%s</ipPermissions><ipPermissionsEgress>%s</ipPermissionsEgress></item></securityGroupInfo>"
                        .formatted(id, in, out));
    }

    static Answer noGroups() {
        return query("DescribeSecurityGroups", "<securityGroupInfo/>");
    }

    static String https(String cidr, int from, int to) {
        return "<item><ipProtocol>tcp</ipProtocol><fromPort>%d</fromPort><toPort>%d</toPort><groups/><ipRanges><item><cidrIp>%s</cidrIp></item></ipRanges></item>"
                .formatted(from, to, cidr);
    }

    static Answer endpoints(String... items) {
        return query("DescribeVpcEndpoints", "<vpcEndpointSet>" + String.join("", items) + "</vpcEndpointSet>");
    }

    static String endpoint(String service, String state, boolean privateDns, String stackId) {
        return """
                <item><vpcEndpointId>vpce-%s</vpcEndpointId><vpcEndpointType>Interface</vpcEndpointType><vpcId>vpc-1</vpcId>
                <serviceName>com.amazonaws.us-east-1.%s</serviceName><state>%s</state><privateDnsEnabled>%s</privateDnsEnabled>
                <groupSet><item><groupId>sg-endpoint</groupId><groupName>e</groupName></item></groupSet>
                <tagSet><item><key>aws:cloudformation:stack-id</key><value>%s</value></item></tagSet></item>"""
                .formatted(service, service, state, privateDns, stackId);
    }
}
