package io.github.rabbitlambda.doctor.finding;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.finding.Check.Basis;
import io.github.rabbitlambda.doctor.finding.Finding.Level;
import io.github.rabbitlambda.doctor.snapshot.Account;
import io.github.rabbitlambda.doctor.snapshot.Call;

/** Whether Lambda has network interfaces to a private broker. */
final class MappingInterfaces implements MappingCheck {
    /** How long Lambda may take to make them, by our assumption. */
    static final Duration PATIENCE = Duration.ofMinutes(10);
    static final Check MISSING = new Check("D31", Basis.SIGN,
            "There is no interface of Lambda in the subnets and with the groups of a private broker.",
            Check.ASSUMPTION + "Lambda describes interfaces for Amazon MQ as `" + Account.INTERFACES
                    + "…` (https://github.com/cdklabs/cdk-amazonmq), and makes them within ten minutes");
    static final Check NOT_IN_USE = new Check("D32", Basis.SIGN, "An interface of Lambda to the broker isn't attached.",
            "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkInterface.html");
    static final Check NO_ADDRESS = new Check("D33", Basis.SIGN,
            "A subnet of the broker has no free address, so no interface can be made in it.",
            "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html");

    @Override
    public List<Check> checks() {
        return List.of(MISSING, NOT_IN_USE, NO_ADDRESS);
    }

    @Override
    public List<Finding> findings(LiveMapping mapping) {
        // what Lambda calls its interfaces to ActiveMQ is not known
        if (!mapping.broker().isPrivate() || !mapping.broker().isRabbitMq()) {
            return List.of();
        }
        List<JsonNode> interfaces = mapping.broker().listed(Call.DESCRIBE_NETWORK_INTERFACES).stream()
                .filter(found -> serves(mapping, found)).toList();
        List<Finding> findings = new ArrayList<>();
        if (interfaces.isEmpty() && mapping.isEnabled() && mapping.isOlderThan(PATIENCE)
                && mapping.broker().isListed(Call.DESCRIBE_NETWORK_INTERFACES)) {
            findings.add(missing(mapping));
        }
        interfaces.forEach(found -> findings.addAll(status(mapping, found)));
        findings.addAll(noAddress(mapping, interfaces));
        return findings;
    }

    /** Lambda shares interfaces between mappings with the same subnets and groups. */
    private static boolean serves(LiveMapping mapping, JsonNode found) {
        String description = found.path("Description").asText();
        boolean same = mapping.broker().subnets().contains(found.path("SubnetId").asText())
                && (mapping.broker().groups().isEmpty()
                        || groups(found).equals(new HashSet<>(mapping.broker().groups())));
        return description.contains(Account.INTERFACES) && (same || description.contains(mapping.uuid()));
    }

    private static Set<String> groups(JsonNode found) {
        return found.path("Groups").valueStream().map(group -> group.path("GroupId").asText())
                .collect(Collectors.toSet());
    }

    private static Finding missing(LiveMapping mapping) {
        boolean unread = mapping.broker().metrics().lastQuarter("ConsumerCount").always(count -> count == 0);
        return MISSING.finding(unread ? Level.CAUSE : Level.SUSPECT, "No interface '" + Account.INTERFACES
                + "…' is in the subnets of broker " + mapping.broker().id() + " ("
                + String.join(", ", mapping.broker().subnets()) + ") with its groups ("
                + String.join(", ", mapping.broker().groups()) + ")"
                + (unread ? ", and the broker has no consumer." : "."),
                "Look whether the function's role may create interfaces and the subnets have free addresses; then disable the mapping, wait until its State is Disabled, and enable it again, so that Lambda makes them.",
                mapping.disableCommand(), mapping.showCommand(), mapping.enableCommand());
    }

    private static List<Finding> status(LiveMapping mapping, JsonNode found) {
        String id = found.path("NetworkInterfaceId").asText();
        String status = found.path("Status").asText();
        String fact = "Interface " + id + " in " + found.path("SubnetId").asText() + " has the status " + status + ".";
        String show = mapping.command("ec2", "describe-network-interfaces", "--network-interface-ids", id);
        return switch (status) {
            case "in-use", "associated", "" -> List.of();
            case "attaching", "pending" -> List.of(NOT_IN_USE.finding(Level.WAIT, fact,
                    "Wait some minutes until it is in-use.", show));
            default -> List.of(NOT_IN_USE.suspect(fact,
                    "Disable the mapping, wait until its State is Disabled, and enable it again: Lambda attaches an interface, or makes another one.",
                    mapping.disableCommand(), mapping.showCommand(), mapping.enableCommand(), show));
        };
    }

    private static List<Finding> noAddress(LiveMapping mapping, List<JsonNode> interfaces) {
        Set<String> served = interfaces.stream().map(found -> found.path("SubnetId").asText())
                .collect(Collectors.toSet());
        return mapping.broker().listed(Call.DESCRIBE_SUBNETS).stream()
                .filter(subnet -> mapping.broker().subnets().contains(subnet.path("SubnetId").asText()))
                .filter(subnet -> subnet.path("AvailableIpAddressCount").isNumber()
                        && subnet.path("AvailableIpAddressCount").asInt() < 1)
                .map(subnet -> noAddress(mapping, subnet, served.contains(subnet.path("SubnetId").asText()))).toList();
    }

    private static Finding noAddress(LiveMapping mapping, JsonNode subnet, boolean served) {
        String id = subnet.path("SubnetId").asText();
        return NO_ADDRESS.finding(served ? Level.WARNING : Level.SUSPECT,
                "Subnet " + id + " (" + subnet.path("CidrBlock").asText() + ") of broker " + mapping.broker().id()
                        + " has no free address" + (served ? "; Lambda's interface in it exists already." : "."),
                "Free addresses in it: delete interfaces that nobody uses.",
                mapping.command("ec2", "describe-network-interfaces", "--filters", "Name=subnet-id,Values=" + id,
                        "--query",
                        "NetworkInterfaces[].[NetworkInterfaceId,Status,Description]"));
    }
}
