package io.github.rabbitlambda.operations.network;

import static io.github.rabbitlambda.operations.network.RecordedNetwork.OUT;
import static io.github.rabbitlambda.operations.network.RecordedNetwork.SELF;
import static io.github.rabbitlambda.operations.network.RecordedNetwork.attribute;
import static io.github.rabbitlambda.operations.network.RecordedNetwork.groups;
import static io.github.rabbitlambda.operations.network.RecordedNetwork.vpcs;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rabbitlambda.operations.AwsRetry;
import io.github.rabbitlambda.operations.AwsService.Answer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the default VPC must be before a broker is made in it. */
class DefaultVpcTest extends NetworkFixture {
    @Test
    void acceptsAnUntouchedDefaultVpc() {
        assertThat(check()).isEqualTo(Map.of("Data", Map.of("VpcId", "vpc-1")));
    }

    @Test
    void saysThatThereIsNoDefaultVpc() {
        aws.on("DescribeVpcs", RecordedNetwork.noVpcs());

        refuses("This region must have a default VPC (it has none): deploy one of the stacks with a VPC of its "
                + "own instead, or make one with aws ec2 create-default-vpc");
    }

    @Test
    void refusesMoreThanFiveBlocks() {
        aws.on("DescribeVpcs", vpcs("172.31.0.0/16", "10.1.0.0/16", "10.2.0.0/16", "10.3.0.0/16", "10.4.0.0/16"));
        check();

        aws.on("DescribeVpcs",
                vpcs("172.31.0.0/16", "10.1.0.0/16", "10.2.0.0/16", "10.3.0.0/16", "10.4.0.0/16", "10.5.0.0/16"));
        refuses("The default VPC vpc-1 must have 5 IPv4 blocks at most (it has 6): the stack's rules cover no more");
    }

    @ParameterizedTest
    @CsvSource({"true,false", "false,true", "false,false"})
    void refusesAVpcWithoutDnsSupportOrNames(boolean support, boolean names) {
        aws.on("DescribeVpcAttribute", attribute(support, names));

        refuses("The default VPC vpc-1 must have DNS support and DNS hostnames enabled (support: " + support
                + ", hostnames: " + names + "): enable them with aws ec2 modify-vpc-attribute");
    }

    @Test
    void refusesADefaultGroupThatDoesNotLetItselfIn() {
        aws.on("DescribeSecurityGroups", groups("sg-default", SELF.replace("sg-default", "sg-other"), OUT));

        refuses("The default security group sg-default of the VPC vpc-1 must let itself in on all ports (that "
                + "rule is missing): add it with aws ec2 authorize-security-group-ingress --group-id "
                + "sg-default --protocol -1 --source-group sg-default");
    }

    @Test
    void refusesADefaultGroupThatLetsNotEverythingOut() {
        aws.on("DescribeSecurityGroups", groups("sg-default", SELF, OUT.replace("0.0.0.0/0", "10.0.0.0/8")));

        refuses("The default security group sg-default of the VPC vpc-1 must let everything out (that rule is "
                + "missing): add it with aws ec2 authorize-security-group-egress --group-id sg-default "
                + "--protocol -1 --cidr 0.0.0.0/0");
    }

    @Test
    void namesThePermissionThatItsRoleLacks() {
        aws.on("DescribeVpcs", Answer.queryError(403, "UnauthorizedOperation", "no"));

        refuses("This function's role must allow ec2:DescribeVpcs on *, and AWS refused it: no");
    }

    // CloudFormation goes on before a role's permissions are known everywhere
    @Test
    void waitsForThePermissionsOfARoleThatIsNew() {
        role = new AwsRetry(Duration.ofMinutes(1), Duration.ofMillis(1));
        aws.on("DescribeVpcs", request -> aws.requests("DescribeVpcs").size() < 4
                ? Answer.queryError(403, "UnauthorizedOperation", "not yet")
                : vpcs("172.31.0.0/16"));

        assertThat(check()).containsKey("Data");
        assertThat(aws.requests("DescribeVpcs")).hasSize(4);
    }
}
