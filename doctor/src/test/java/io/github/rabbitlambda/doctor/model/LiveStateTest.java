package io.github.rabbitlambda.doctor.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.rabbitlambda.doctor.snapshot.Answer;
import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Seen;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;
import io.github.rabbitlambda.reachability.verdict.Fix;
import io.github.rabbitlambda.reachability.verdict.Verdict;
import io.github.rabbitlambda.reachability.verdict.Verdict.Kind;

/** What an account can be like and no template says. */
class LiveStateTest {
    private static final Snapshot NAT = new Graded("G2-nat.json", Map.of()).deployed();
    private static final Snapshot ISOLATED = new Graded("G1-isolated.json", Map.of()).deployed();
    private static final Snapshot PUBLIC = new Graded("G3-public.json", Map.of()).deployed();

    private static Verdict verdict(Snapshot snapshot) {
        List<Verdict> verdicts = LiveVerdicts.of(snapshot);
        assertThat(verdicts).hasSize(1);
        return verdicts.getFirst();
    }

    /** The snapshot with every answer to a call changed. */
    private static Snapshot with(Snapshot snapshot, Call call, Consumer<ObjectNode> change) {
        List<Answer> answers = new ArrayList<>();
        for (Answer answer : snapshot.answers()) {
            if (answer.call() == call && answer.seen() instanceof Seen.Known<JsonNode>(JsonNode output)) {
                ObjectNode copy = output.deepCopy();
                change.accept(copy);
                answers.add(new Answer(call, answer.input(), new Seen.Known<>(copy)));
            } else {
                answers.add(answer);
            }
        }
        return new Snapshot(snapshot.taken(), snapshot.subject(), snapshot.region(), answers);
    }

    private static Snapshot withEach(Snapshot snapshot, Call call, Consumer<ObjectNode> change) {
        return with(snapshot, call,
                output -> output.path(call.list().orElseThrow()).forEach(item -> change.accept((ObjectNode) item)));
    }

    private static Snapshot and(Snapshot snapshot, Call call, Seen<JsonNode> seen, String... input) {
        List<Answer> answers = new ArrayList<>(snapshot.answers());
        Map<String, String> inputs = new TreeMap<>();
        for (int i = 0; i < input.length; i += 2) {
            inputs.put(input[i], input[i + 1]);
        }
        answers.removeIf(answer -> answer.call() == call && answer.input().equals(inputs));
        answers.add(new Answer(call, inputs, seen));
        return new Snapshot(snapshot.taken(), snapshot.subject(), snapshot.region(), answers);
    }

    private static void fails(Snapshot snapshot, String rule, String fact) {
        Verdict verdict = verdict(snapshot);
        assertThat(verdict.kind()).as(verdict.words()).isEqualTo(Kind.FAILS);
        assertThat(Graded.rules(verdict)).as(verdict.words()).contains(rule);
        assertThat(verdict.words()).contains(fact);
    }

    private static void isUnknown(Snapshot snapshot, String rule, String fact) {
        Verdict verdict = verdict(snapshot);
        assertThat(verdict.kind()).as(verdict.words()).isEqualTo(Kind.UNKNOWN);
        assertThat(Graded.rules(verdict)).as(verdict.words()).containsExactly(rule);
        assertThat(verdict.words()).contains(fact);
    }

    private static void connects(Snapshot snapshot) {
        Verdict verdict = verdict(snapshot);
        assertThat(verdict.kind()).as(verdict.words()).isEqualTo(Kind.CONNECTS);
    }

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
    void endpointsOfASharedVpcAreNotKnownToBeMissing() {
        Snapshot shared = withEach(
                with(ISOLATED, Call.DESCRIBE_VPC_ENDPOINTS, output -> output.putArray("VpcEndpoints")),
                Call.DESCRIBE_VPCS, vpc -> vpc.put("OwnerId", "999999999999"));

        isUnknown(shared, "R11", "which belongs to account 999999999999");
    }

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

    private static List<String> commands(Snapshot snapshot) {
        Function<Fix, List<String>> commands = LiveVerdicts.commands(snapshot);
        return LiveVerdicts.of(snapshot).stream().flatMap(verdict -> verdict.fixes().stream())
                .flatMap(fix -> commands.apply(fix).stream()).toList();
    }

    private static Snapshot policyOfSts(String statements) {
        return withEach(ISOLATED, Call.DESCRIBE_VPC_ENDPOINTS, endpoint -> {
            if (endpoint.path("ServiceName").asText().endsWith(".sts")) {
                endpoint.put("PolicyDocument", "{\"Statement\": [" + statements + "]}");
            }
        });
    }

    private static final String OTHERS = "{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"arn:aws:iam::123456789012:role/others\"},"
            + " \"Action\": \"sts:*\", \"Resource\": \"*\"}";

    @Test
    void commandAddsToAPolicyAndKeepsWhatOthersNeed() {
        assertThat(commands(policyOfSts(OTHERS))).singleElement().asString().contains("role/others",
                "lambda.amazonaws.com");
    }

    @Test
    void fixThatReplacesAPolicyHasNoCommand() {
        Snapshot denying = policyOfSts(OTHERS
                + ", {\"Effect\": \"Deny\", \"Principal\": \"*\", \"Action\": \"sts:AssumeRole\", \"Resource\": \"*\"}");

        assertThat(LiveVerdicts.of(denying).getFirst().fixes()).isNotEmpty();
        assertThat(commands(denying)).isEmpty();
    }

    @Test
    void twoChangesOfOneDocumentAreOneCommand() {
        String deny = "{\"Effect\": \"Deny\", \"Principal\": \"*\", \"Action\": \"%s\", \"Resource\": \"*\"}";
        Snapshot denied = with(PUBLIC, Call.GET_RESOURCE_POLICY,
                policy -> policy.put("ResourcePolicy", "{\"Statement\": ["
                        + deny.formatted("secretsmanager:GetSecretValue") + "," + deny.formatted("secretsmanager:*")
                        + "]}"));

        assertThat(commands(denied)).singleElement().asString().startsWith("aws secretsmanager put-resource-policy")
                .contains("GetSecretValue", "secretsmanager:*").satisfies(
                        command -> assertThat(command.split("aws:PrincipalArn", -1)).hasSize(3));
    }

    @Test
    void policyOfTheRoleGetsANameThatIsFree() {
        Snapshot graded = new Graded("M-role-lacks-describevpcs.json", Map.of()).deployed();
        String role = graded.answers().stream().filter(answer -> answer.call() == Call.GET_ROLE_POLICY).findFirst()
                .orElseThrow().input().get("RoleName");
        Snapshot taken = and(with(graded, Call.LIST_ROLE_POLICIES,
                names -> ((ArrayNode) names.path("PolicyNames")).add("EventSourceMappingDescribeVpcs")),
                Call.GET_ROLE_POLICY,
                new Seen.Known<>(DeployedTemplate.object().put("PolicyDocument", "{\"Statement\": []}")),
                "RoleName", role, "PolicyName", "EventSourceMappingDescribeVpcs");

        assertThat(commands(taken)).singleElement().asString()
                .contains("--policy-name EventSourceMappingDescribeVpcs2");
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
    void defaultAclIsReadAsItIs() {
        fails(withEach(ISOLATED, Call.DESCRIBE_NETWORK_ACLS, acl -> ((ArrayNode) acl.path("Entries")).addObject()
                .put("Egress", true).put("RuleNumber", 50).put("Protocol", "6").put("RuleAction", "deny")
                .put("CidrBlock", "0.0.0.0/0").set("PortRange", port(443))), "R15", "stops outbound tcp 443");
    }

    private static ObjectNode port(int port) {
        return DeployedTemplate.object().put("From", port).put("To", port);
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

    @Test
    void wildcardIsMatchedWithTheRealArn() {
        Snapshot byPattern = with(PUBLIC, Call.GET_ROLE_POLICY, policy -> policy.put("PolicyDocument", """
                {"Statement": [{"Effect": "Allow", "Resource": "arn:aws:*:eu-central-1:123456789012:*",
                "Action": ["mq:DescribeBroker", "secretsmanager:GetSecretValue"]},
                {"Effect": "Allow", "Action": "ec2:*", "Resource": "*"}]}"""));

        connects(byPattern);
        fails(with(byPattern, Call.GET_ROLE_POLICY, policy -> policy.put("PolicyDocument",
                policy.path("PolicyDocument").asText().replace("123456789012", "999999999999"))), "R16",
                "is not allowed mq:DescribeBroker");
    }

    @Test
    void trustPolicyForAnotherAccountFails() {
        fails(with(PUBLIC, Call.GET_ROLE, role -> ((ObjectNode) role.path("Role")).put("AssumeRolePolicyDocument", """
                {"Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                "Principal": {"Service": "lambda.amazonaws.com"},
                "Condition": {"StringEquals": {"aws:SourceAccount": "999999999999"}}}]}""")), "R16",
                "does not trust lambda.amazonaws.com");
    }

    @Test
    void secretPolicyThatNamesTheAccountLeavesTheDecisionToTheRole() {
        connects(with(PUBLIC, Call.GET_RESOURCE_POLICY, policy -> policy.put("ResourcePolicy", """
                {"Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                "Action": "secretsmanager:*", "Resource": "*"}]}""")));
    }

    @Test
    void managedPoliciesAreReadAsTheyAre() {
        String arn = "arn:aws:iam::123456789012:policy/net";
        Snapshot graded = new Graded("U-customer-managed-policy.json", Map.of()).deployed();
        Snapshot readable = and(and(graded, Call.GET_POLICY, new Seen.Known<>(DeployedTemplate.object().set("Policy",
                DeployedTemplate.object().put("DefaultVersionId", "v3"))), "PolicyArn", arn), Call.GET_POLICY_VERSION,
                new Seen.Known<>(DeployedTemplate.object().set("PolicyVersion",
                        DeployedTemplate.object().put("Document", """
                                {"Statement": [{"Effect": "Allow", "Action": "ec2:*NetworkInterface*", "Resource": "*"},
                                {"Effect": "Allow", "Action": "ec2:Describe*", "Resource": "*"}]}"""))),
                "PolicyArn", arn, "VersionId", "v3");

        connects(readable);
    }

    @Test
    void boundaryThatAllowsTooLittleFails() {
        String arn = "arn:aws:iam::123456789012:policy/limits";
        Snapshot limited = with(PUBLIC, Call.GET_ROLE,
                role -> ((ObjectNode) role.path("Role")).putObject("PermissionsBoundary").put("PermissionsBoundaryArn",
                        arn));
        Snapshot readable = and(and(limited, Call.GET_POLICY, new Seen.Known<>(DeployedTemplate.object().set("Policy",
                DeployedTemplate.object().put("DefaultVersionId", "v1"))), "PolicyArn", arn), Call.GET_POLICY_VERSION,
                new Seen.Known<>(DeployedTemplate.object().set("PolicyVersion", DeployedTemplate.object().put(
                        "Document",
                        "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"mq:*\", \"Resource\": \"*\"}}"))),
                "PolicyArn", arn, "VersionId", "v1");

        fails(readable, "R16", "is not allowed secretsmanager:GetSecretValue");
        isUnknown(limited, "R16", "the permissions boundary `" + arn + "`");
    }

    @Test
    void valueOfTheSecretIsAssumedUnlessItWasLookedAt() {
        List<Answer> answers = new ArrayList<>(PUBLIC.answers());
        answers.removeIf(answer -> answer.call() == Call.GET_SECRET_VALUE);

        Verdict verdict = verdict(new Snapshot(PUBLIC.taken(), PUBLIC.subject(), PUBLIC.region(), answers));

        assertThat(verdict.kind()).isEqualTo(Kind.CONNECTS_IF);
        assertThat(verdict.words())
                .contains(", which was not looked at (--check-secret does), is a JSON object with username");
    }

    @Test
    void faultOfTheSecretsValueIsNamed() {
        for (String problem : List.of("has no username", "has no password", "is not a JSON object",
                "has a username or password that is not a string")) {
            fails(with(PUBLIC, Call.GET_SECRET_VALUE, value -> value.removeAll().put("Problem", problem)), "R17",
                    problem);
        }
        fails(with(PUBLIC, Call.GET_SECRET_VALUE, value -> value.removeAll().put("Problem", "is binary")), "R17",
                "is not JSON");
    }

    @Test
    void keyOfSecretsManagerNeedsNoPermission() {
        connects(with(PUBLIC, Call.DESCRIBE_SECRET, secret -> secret.put("KmsKeyId", "alias/aws/secretsmanager")));
    }

    @Test
    void brokerWithoutAMappingIsJudgedAsIfItHadOne() {
        String broker = "b-8f794bcc-6b1a-3d54-aa7f-5e30721a05da";
        List<Answer> answers = new ArrayList<>(ISOLATED.answers());
        answers.removeIf(answer -> answer.call().name().contains("EVENT_SOURCE_MAPPING"));

        Verdict verdict = verdict(new Snapshot(ISOLATED.taken(), broker, ISOLATED.region(), answers));

        assertThat(verdict.id()).isEqualTo(broker);
        assertThat(verdict.hypothetical()).isTrue();
        assertThat(verdict.kind()).as(verdict.words()).isEqualTo(Kind.CONNECTS);
    }

    @Test
    void roleMayHaveTheNameOfItsFunction() {
        String role = verdictRole();
        Snapshot renamed = with(PUBLIC, Call.GET_EVENT_SOURCE_MAPPING, mapping -> mapping.put("FunctionArn",
                "arn:aws:lambda:eu-central-1:123456789012:function:" + role));
        JsonNode function = PUBLIC.answers().stream().filter(answer -> answer.call() == Call.GET_FUNCTION_CONFIGURATION)
                .findFirst().orElseThrow().seen().known().orElseThrow();

        connects(and(renamed, Call.GET_FUNCTION_CONFIGURATION, new Seen.Known<>(function), "FunctionName",
                "arn:aws:lambda:eu-central-1:123456789012:function:" + role));
    }

    private static String verdictRole() {
        return PUBLIC.answers().stream().filter(answer -> answer.call() == Call.GET_ROLE).findFirst().orElseThrow()
                .input()
                .get("RoleName");
    }

    @Test
    void templateIsJsonWithoutWhatCouldNotBeRead() {
        String template = LiveVerdicts.template(UnreadAnswersTest.without(ISOLATED, Call.DESCRIBE_ROUTE_TABLES));

        assertThat(template).startsWith("{\n  \"Resources\": {").contains("\"AWS::EC2::VPCEndpoint\"")
                .contains("\"RouteTableId\": null");
    }
}
