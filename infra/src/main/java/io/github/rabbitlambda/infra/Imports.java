package io.github.rabbitlambda.infra;

import io.github.rabbitlambda.constructs.IRabbitMqBroker;
import io.github.rabbitlambda.constructs.RabbitMqBroker;
import io.github.rabbitlambda.constructs.RabbitMqBrokerAttributes;
import io.github.rabbitlambda.constructs.RabbitMqNetwork;
import io.github.rabbitlambda.constructs.options.BrokerOptions;
import io.github.rabbitlambda.constructs.options.DeploymentMode;
import io.github.rabbitlambda.constructs.options.Refusal;
import io.github.rabbitlambda.infra.options.ExistingBroker;
import io.github.rabbitlambda.infra.options.ExistingVpc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Subnet;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.ec2.VpcLookupOptions;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretAttributes;

/**
 * What exists already, as the CDK imports it.
 */
final class Imports {
    private final Stack stack;

    Imports(Stack stack) {
        this.stack = stack;
    }

    IRabbitMqBroker broker(ExistingBroker broker, BrokerOptions options) {
        RabbitMqBrokerAttributes.Builder attributes = RabbitMqBrokerAttributes.builder().brokerArn(broker.arn())
                .amqpsEndpoint(broker.endpoint()).engineVersion(options.engineVersion());
        ISecret credentials = credentials(broker.secret());
        if (broker.secret().isAdministrators()) {
            attributes.administratorCredentials(credentials);
        } else {
            attributes.credentials(credentials);
        }
        broker.vpcId().ifPresent(id -> attributes.vpc(vpc(id, List.of())).vpcSubnets(subnets(broker.subnets()))
                .securityGroups(groups(broker.securityGroups())));
        return RabbitMqBroker.fromAttributes(stack, "Broker", attributes.build());
    }

    private ISecret credentials(ExistingBroker.Secret existing) {
        SecretAttributes.Builder secret = SecretAttributes.builder().secretCompleteArn(existing.arn());
        existing.keyArn().ifPresent(arn -> secret.encryptionKey(Key.fromKeyArn(stack, "CredentialsKey", arn)));
        return Secret.fromSecretAttributes(stack, "Credentials", secret.build());
    }

    RabbitMqNetwork network(ExistingVpc vpc, DeploymentMode mode) {
        if (vpc.lookUp().isEmpty()) {
            return RabbitMqNetwork.existingVpc(vpc(vpc.id(), vpc.availabilityZones()), subnets(vpc.subnetIds()));
        }
        IVpc found = Vpc.fromLookup(stack, "Vpc", VpcLookupOptions.builder().vpcId(vpc.id()).build());
        return RabbitMqNetwork.existingVpc(found,
                vpc.subnetIds().isEmpty() ? privateSubnets(found, mode) : subnets(vpc.subnetIds()));
    }

    /** One of each zone, because Amazon MQ takes no second one; a public one would lead the mapping nowhere. */
    private static SubnetSelection privateSubnets(IVpc vpc, DeploymentMode mode) {
        List<ISubnet> all = vpc.getPrivateSubnets().isEmpty() ? vpc.getIsolatedSubnets() : vpc.getPrivateSubnets();
        Map<String, ISubnet> byZone = new LinkedHashMap<>();
        all.forEach(subnet -> byZone.putIfAbsent(subnet.getAvailabilityZone(), subnet));
        int needed = mode == DeploymentMode.CLUSTER_MULTI_AZ ? 2 : 1;
        if (byZone.size() < needed) {
            throw Refusal.of("subnetIds", "given", "nothing",
                    "vpcLookup found private subnets in %d zones of %s, and the broker needs %d"
                            .formatted(byZone.size(), vpc.getVpcId(), needed));
        }
        return SubnetSelection.builder().subnets(List.copyOf(byZone.values())).build();
    }

    /** Nothing of the zones is used but for their number. */
    private IVpc vpc(String id, List<String> zones) {
        return Vpc.fromVpcAttributes(stack, "Vpc", VpcAttributes.builder().vpcId(id)
                .availabilityZones(zones.isEmpty() ? stack.getAvailabilityZones() : zones).build());
    }

    private SubnetSelection subnets(List<String> ids) {
        List<ISubnet> subnets = new ArrayList<>();
        ids.forEach(id -> subnets.add(subnet("Subnet" + (subnets.size() + 1), id)));
        return SubnetSelection.builder().subnets(subnets).build();
    }

    /** Nothing asks for its routes. */
    private ISubnet subnet(String name, String id) {
        ISubnet subnet = Subnet.fromSubnetId(stack, name, id);
        Annotations.of(subnet).acknowledgeWarning("@aws-cdk/aws-ec2:noSubnetRouteTableId");
        return subnet;
    }

    private List<ISecurityGroup> groups(List<String> ids) {
        List<ISecurityGroup> groups = new ArrayList<>();
        ids.forEach(id -> groups.add(SecurityGroup.fromSecurityGroupId(stack, "Group" + (groups.size() + 1), id)));
        return groups;
    }
}
