package io.github.rabbitlambda.doctor.reader;

import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.snapshot.Call;

/** Reads a broker and the network around it. */
final class BrokerReader {
    private final Asking asking;

    BrokerReader(Asking asking) {
        this.asking = asking;
    }

    void read(String id) {
        asking.ask(Call.DESCRIBE_BROKER, "BrokerId", id).known().ifPresent(broker -> Branches.sideBySide(
                () -> groups(broker), () -> network(broker),
                () -> asking.ask(Call.DESCRIBE_VPC_BLOCK_PUBLIC_ACCESS_OPTIONS)));
    }

    private void network(JsonNode broker) {
        Set<String> own = Listed.texts(broker.path("SecurityGroups"));
        Branches.forEach(vpcs(broker), vpc -> new NetworkReader(asking, vpc, own).read());
    }

    /** The VPC of the broker's subnets; if they may not be read, that of its groups. */
    private Set<String> vpcs(JsonNode broker) {
        Set<String> subnets = Listed.texts(broker.path("SubnetIds"));
        Set<String> vpcs = subnets.isEmpty()
                ? Set.of()
                : asking.list(Call.DESCRIBE_SUBNETS, "subnet-id", String.join(",", subnets)).values("VpcId");
        return vpcs.isEmpty() ? groups(broker).values("VpcId") : vpcs;
    }

    private Listed groups(JsonNode broker) {
        return asking.groups(Listed.texts(broker.path("SecurityGroups")));
    }
}
