package io.github.rabbitlambda.doctor.model;

import static io.github.rabbitlambda.doctor.model.ChangedAccounts.ISOLATED;
import static io.github.rabbitlambda.doctor.model.ChangedAccounts.NAT;
import static io.github.rabbitlambda.doctor.model.ChangedAccounts.connects;
import static io.github.rabbitlambda.doctor.model.ChangedAccounts.fails;
import static io.github.rabbitlambda.doctor.model.ChangedAccounts.isUnknown;
import static io.github.rabbitlambda.doctor.model.ChangedAccounts.with;
import static io.github.rabbitlambda.doctor.model.ChangedAccounts.withEach;

import java.util.List;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;

/** Routes, gateways, endpoints and DNS, as an account can have them and no template says. */
class LiveRoutesTest {
    @Test
    void natGatewayThatFailedIsNoRoute() {
        fails(withEach(NAT, Call.DESCRIBE_NAT_GATEWAYS, gateway -> gateway.put("State", "failed")), "R11",
                "is not available but failed");
    }

    private static Snapshot blackHoles(Snapshot snapshot) {
        return withEach(snapshot, Call.DESCRIBE_ROUTE_TABLES,
                table -> table.path("Routes").forEach(route -> ((ObjectNode) route).put("State", "blackhole")));
    }

    @Test
    void routeToADeletedNatGatewayIsNoRoute() {
        Snapshot notListed = with(NAT, Call.DESCRIBE_NAT_GATEWAYS, output -> output.putArray("NatGateways"));

        fails(blackHoles(notListed), "R11", "is not available but deleted");
        isUnknown(notListed, "R11", "which isn't listed in this account");
    }

    @Test
    void detachedInternetGatewayIsNoRoute() {
        fails(blackHoles(with(NAT, Call.DESCRIBE_INTERNET_GATEWAYS, output -> output.putArray("InternetGateways"))),
                "R11",
                "is not attached to the VPC");
    }

    @Test
    void regionalNatGatewayIsUnknown() {
        isUnknown(withEach(NAT, Call.DESCRIBE_NAT_GATEWAYS, gateway -> {
            gateway.remove("SubnetId");
            gateway.put("AvailabilityMode", "regional");
        }), "R11", "the regional NAT gateway");
    }

    @Test
    void subnetWithoutATableOfItsOwnHasTheMainTable() {
        connects(with(NAT, Call.DESCRIBE_ROUTE_TABLES, output -> {
            ArrayNode tables = (ArrayNode) output.path("RouteTables");
            JsonNode nat = tables.findValue("NatGatewayId");
            tables.forEach(table -> {
                if (table.toString().contains("nat-")) {
                    ((ObjectNode) table).putArray("Associations");
                }
                if (table.toString().contains("\"Main\":true")) {
                    ((ArrayNode) table.path("Routes")).addObject().put("DestinationCidrBlock", "0.0.0.0/0").set(
                            "NatGatewayId",
                            nat);
                }
            });
        }));
    }

    @Test
    void routesOfGatewayEndpointsLeadToTheirServiceOnly() {
        Snapshot withEndpoint = with(NAT, Call.DESCRIBE_VPC_ENDPOINTS,
                output -> ((ArrayNode) output.path("VpcEndpoints")).addObject()
                        .put("VpcEndpointId", "vpce-0aaaaaaaaaaaaaaa1")
                        .put("VpcEndpointType", "Gateway").put("State", "available")
                        .put("ServiceName", "com.amazonaws.eu-central-1.s3"));

        connects(withEach(withEndpoint, Call.DESCRIBE_ROUTE_TABLES,
                table -> ((ArrayNode) table.path("Routes")).addObject().put("DestinationPrefixListId", "pl-6ea54007")
                        .put("GatewayId", "vpce-0aaaaaaaaaaaaaaa1").put("State", "active")));
    }

    @Test
    void endpointsOfASharedVpcAreNotKnownToBeMissing() {
        Snapshot shared = withEach(
                with(ISOLATED, Call.DESCRIBE_VPC_ENDPOINTS, output -> output.putArray("VpcEndpoints")),
                Call.DESCRIBE_VPCS, vpc -> vpc.put("OwnerId", "999999999999"));

        isUnknown(shared, "R11", "which belongs to account 999999999999");
    }

    @Test
    void endpointThatIsBeingDeletedIsNoRoute() {
        fails(withEach(ISOLATED, Call.DESCRIBE_VPC_ENDPOINTS, endpoint -> {
            if (endpoint.path("ServiceName").asText().endsWith(".sts")) {
                endpoint.put("State", "deleting");
            }
        }), "R11", "has no sts interface endpoint");
    }

    @Test
    void ownDnsServersMakeItUnknown() {
        isUnknown(withEach(ISOLATED, Call.DESCRIBE_DHCP_OPTIONS,
                options -> ((ObjectNode) options.findPath("Values").get(0))
                        .put("Value", "10.0.0.2")),
                "R21", "DNS servers of its own");
    }

    @Test
    void blockPublicAccessMakesItUnknown() {
        isUnknown(with(NAT, Call.DESCRIBE_VPC_BLOCK_PUBLIC_ACCESS_OPTIONS,
                output -> ((ObjectNode) output.path("VpcBlockPublicAccessOptions")).put("InternetGatewayBlockMode",
                        "block-bidirectional")),
                "R21", "VPC Block Public Access");
    }

    @Test
    void addressesOfASecondBlockOfTheVpcAreNotThoseOfTheFirst() {
        connects(withEach(ISOLATED, Call.DESCRIBE_VPCS, vpc -> {
            ArrayNode blocks = vpc.putArray("CidrBlockAssociationSet");
            for (String block : List.of(vpc.path("CidrBlock").asText(), "100.64.0.0/16")) {
                blocks.addObject().put("CidrBlock", block).putObject("CidrBlockState").put("State", "associated");
            }
        }));
    }
}
