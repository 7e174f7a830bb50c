package io.github.rabbitlambda.doctor.model;

import static io.github.rabbitlambda.doctor.model.ChangedAccounts.ISOLATED;
import static io.github.rabbitlambda.doctor.model.ChangedAccounts.connects;
import static io.github.rabbitlambda.doctor.model.ChangedAccounts.fails;
import static io.github.rabbitlambda.doctor.model.ChangedAccounts.isUnknown;
import static io.github.rabbitlambda.doctor.model.ChangedAccounts.with;
import static io.github.rabbitlambda.doctor.model.ChangedAccounts.withEach;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;

/** Security groups and network ACLs, as an account can have them and no template says. */
class LiveFiltersTest {
    @Test
    void brokerWithoutGroupsHasTheDefaultOneOfItsVpc() {
        Snapshot byDefault = with(ISOLATED, Call.DESCRIBE_BROKER, broker -> broker.putArray("SecurityGroups"));

        fails(byDefault, "R13", "in on tcp 443");
        Snapshot open = withEach(byDefault, Call.DESCRIBE_SECURITY_GROUPS,
                group -> group.putArray("IpPermissions").addObject()
                        .put("IpProtocol", "-1").putArray("IpRanges").addObject().put("CidrIp", "10.20.0.0/16"));
        connects(open);
        fails(withEach(open, Call.DESCRIBE_SECURITY_GROUPS, group -> group.putArray("IpPermissionsEgress")), "R9",
                "out on tcp 5671");
    }

    @Test
    void groupWithoutEgressLetsNothingOut() {
        fails(withEach(ISOLATED, Call.DESCRIBE_SECURITY_GROUPS, group -> group.putArray("IpPermissionsEgress")), "R9",
                "out on tcp 5671 to the broker");
    }

    @Test
    void whatAPrefixListAllowsIsUnknown() {
        isUnknown(withEach(ISOLATED, Call.DESCRIBE_SECURITY_GROUPS, group -> {
            ObjectNode permission = group.putArray("IpPermissionsEgress").addObject().put("IpProtocol", "-1");
            permission.putArray("PrefixListIds").addObject().put("PrefixListId", "pl-0123456789abcdef0");
            permission.putArray("UserIdGroupPairs").addObject().put("GroupId", group.path("GroupId").asText());
        }), "R10", "pl-0123456789abcdef0");
    }

    @Test
    void defaultAclIsReadAsItIs() {
        fails(withEach(ISOLATED, Call.DESCRIBE_NETWORK_ACLS, acl -> ((ArrayNode) acl.path("Entries")).addObject()
                .put("Egress", true).put("RuleNumber", 50).put("Protocol", "6").put("RuleAction", "deny")
                .put("CidrBlock", "0.0.0.0/0").set("PortRange", port(443))), "R15", "stops outbound tcp 443");
    }

    private static ObjectNode port(int port) {
        return DeployedTemplate.object().put("From", port).put("To", port);
    }
}
