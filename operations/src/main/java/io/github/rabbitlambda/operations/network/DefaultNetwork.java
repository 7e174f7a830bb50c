package io.github.rabbitlambda.operations.network;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Vpc;

import io.github.rabbitlambda.operations.AwsRetry;
import io.github.rabbitlambda.operations.DeploymentStep;
import io.github.rabbitlambda.operations.Input;
import io.github.rabbitlambda.operations.OperationFailedException;

/**
 * Examines the default VPC for a stack that does not choose a network. {@code Phase} "check" runs before the broker is
 * made and fails when a broker can't work in that VPC. {@code Phase} "describe" runs afterwards and returns the
 * broker's network. Nothing is changed.
 *
 * <p>The policies of existing endpoints are not checked.
 */
public final class DefaultNetwork implements DeploymentStep {
    private final Ec2Client ec2;
    private final MqBrokers brokers;
    private final AwsRetry retry;

    public DefaultNetwork(Ec2Client ec2, MqBrokers brokers, AwsRetry retry) {
        this.ec2 = ec2;
        this.brokers = brokers;
        this.retry = retry;
    }

    @Override
    public String physicalId(Map<String, Object> event) {
        return describes(Input.resourceProperties(event)) ? "default-network" : "default-network-check";
    }

    /**
     * Returns {@code Data}: the VpcId for "check", and also the VPC's ranges and the broker's subnets and groups for
     * "describe".
     */
    @Override
    public Map<String, Object> begin(Map<String, Object> event, Context context) {
        Input properties = Input.resourceProperties(event);
        if (DeploymentStep.isDelete(event)) {
            return Map.of();
        }
        return Map.of("Data", retry.retry(() -> describes(properties)
                ? describe(properties.text("BrokerId"))
                : check(new Input("event", event), properties)));
    }

    private static boolean describes(Input properties) {
        return switch (properties.text("Phase")) {
            case "check" -> false;
            case "describe" -> true;
            default -> throw properties.wrong("Phase", "check or describe");
        };
    }

    private Map<String, Object> check(Input event, Input properties) {
        DefaultVpc network = new DefaultVpc(ec2);
        Vpc vpc = network.checked();
        ServiceEndpoints endpoints = new ServiceEndpoints(ec2);
        String stackId = event.optionalText("StackId").orElse("");
        if (properties.isTrue("ExistingEndpoints")) {
            endpoints.checkUsable(vpc, network.defaultGroup(vpc.vpcId()).groupId(), stackId);
        } else if (!hadItsOwn(event)) {
            endpoints.checkAbsent(vpc, stackId);
        }
        return new LinkedHashMap<>(Map.of("VpcId", vpc.vpcId()));
    }

    /** On an update the existing endpoints are the stack's own, so they are not checked. */
    private static boolean hadItsOwn(Input event) {
        Optional<Input> former = event.object("OldResourceProperties");
        return former.isPresent() && !former.get().isTrue("ExistingEndpoints");
    }

    private Map<String, Object> describe(String brokerId) {
        DefaultVpc network = new DefaultVpc(ec2);
        MqBrokers.Placement broker = brokers.describe(brokerId);
        if (broker.subnets().isEmpty()) {
            throw new OperationFailedException(
                    "Amazon MQ must tell the subnets of the broker " + brokerId + " (it told none)");
        }
        Vpc vpc = network.ofSubnet(broker.subnets().getFirst());
        List<String> groups = broker.groups().isEmpty()
                ? List.of(Optional.of(network.defaultGroup(vpc.vpcId())).map(SecurityGroup::groupId).orElseThrow())
                : broker.groups();
        return data(vpc, broker.subnets(), String.join(",", groups));
    }

    private static Map<String, Object> data(Vpc vpc, List<String> subnets, String groups) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("VpcId", vpc.vpcId());
        data.put("VpcCidr", vpc.cidrBlock());
        data.put("VpcCidrs", CidrBlock.filledUp(DefaultVpc.blocks(vpc)).stream().map(CidrBlock::toString)
                .collect(Collectors.joining(",")));
        data.put("SubnetIds", String.join(",", subnets));
        data.put("SecurityGroupIds", groups);
        return data;
    }
}
