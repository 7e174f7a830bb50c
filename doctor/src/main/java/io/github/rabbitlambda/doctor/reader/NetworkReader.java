package io.github.rabbitlambda.doctor.reader;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import io.github.rabbitlambda.doctor.snapshot.Account;
import io.github.rabbitlambda.doctor.snapshot.Call;

/** Reads the VPC of a broker. */
final class NetworkReader {
    private final Asking asking;
    private final String vpc;
    private final Set<String> brokerGroups;

    NetworkReader(Asking asking, String vpc, Set<String> brokerGroups) {
        this.asking = asking;
        this.vpc = vpc;
        this.brokerGroups = brokerGroups;
    }

    void read() {
        Branches.sideBySide(() -> inVpc(Call.DESCRIBE_SUBNETS), this::vpcAndDhcpOptions,
                () -> attribute("enableDnsSupport"), () -> attribute("enableDnsHostnames"),
                () -> inVpc(Call.DESCRIBE_ROUTE_TABLES), () -> inVpc(Call.DESCRIBE_NAT_GATEWAYS),
                () -> asking.ask(Call.DESCRIBE_INTERNET_GATEWAYS, "attachment.vpc-id", vpc),
                () -> inVpc(Call.DESCRIBE_NETWORK_ACLS), this::endpointsAndInterfaces, this::defaultGroup);
    }

    private Listed inVpc(Call call) {
        return asking.list(call, "vpc-id", vpc);
    }

    private void vpcAndDhcpOptions() {
        inVpc(Call.DESCRIBE_VPCS).values("DhcpOptionsId")
                .forEach(id -> asking.ask(Call.DESCRIBE_DHCP_OPTIONS, "dhcp-options-id", id));
    }

    private void attribute(String name) {
        asking.ask(Call.DESCRIBE_VPC_ATTRIBUTE, "VpcId", vpc, "Attribute", name);
    }

    /** With those of their groups that aren't the broker's. */
    private void endpointsAndInterfaces() {
        Set<String> groups = ConcurrentHashMap.newKeySet();
        Branches.sideBySide(
                () -> groups.addAll(inVpc(Call.DESCRIBE_VPC_ENDPOINTS).values("Groups", "GroupId")),
                () -> groups.addAll(asking
                        .list(Call.DESCRIBE_NETWORK_INTERFACES, "vpc-id", vpc, "description",
                                Account.INTERFACES + "*")
                        .values("Groups", "GroupId")));
        groups.removeAll(brokerGroups);
        asking.groups(new TreeSet<>(groups));
    }

    /** A broker that names no groups has the default one of its VPC, as brokers in a default VPC do. */
    private void defaultGroup() {
        if (brokerGroups.isEmpty()) {
            asking.ask(Call.DESCRIBE_SECURITY_GROUPS, "vpc-id", vpc, "group-name", "default");
        }
    }
}
