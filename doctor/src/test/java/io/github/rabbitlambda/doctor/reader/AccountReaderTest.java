package io.github.rabbitlambda.doctor.reader;

import static io.github.rabbitlambda.doctor.reader.Fixture.HEALTHY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.rabbitlambda.doctor.snapshot.Account;
import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Seen;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;
import io.github.rabbitlambda.doctor.snapshot.SnapshotFile;

class AccountReaderTest {
    private static final int ROUNDS = 20;

    private static Snapshot read(FakeAccount account, Fixture fixture) {
        try (account) {
            return account.reader().read(fixture.snapshot().subject());
        }
    }

    private static Snapshot read(Fixture fixture) {
        return read(FakeAccount.serving(fixture.snapshot()), fixture);
    }

    private static FakeAccount healthy() {
        return FakeAccount.serving(HEALTHY.snapshot());
    }

    private static void isHealthy(Snapshot read) {
        assertThat(read.answers()).containsExactlyElementsOf(HEALTHY.snapshot().answers());
        assertThat(SnapshotFile.text(read)).isEqualTo(SnapshotFile.text(HEALTHY.snapshot()));
        assertThat(read).isEqualTo(HEALTHY.snapshot());
    }

    @Test
    void keepsWhatTheAccountAnswers() {
        isHealthy(read(HEALTHY));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void joinsPages(int items) {
        isHealthy(read(healthy().withPagesOf(items), HEALTHY));
    }

    @Test
    void ignoresMembersThatTheSdkDoesNotKnow() {
        isHealthy(read(healthy().withUnknownMembers(), HEALTHY));
    }

    @Test
    void asksAgainWhatWasThrottled() {
        isHealthy(read(healthy().throttlingFirst(2), HEALTHY));
    }

    @Test
    void givesUpOnWhatStaysThrottled() {
        FakeAccount account = healthy().failing(Call.DESCRIBE_NAT_GATEWAYS,
                new FakeFaults.Fault(503, "RequestLimitExceeded", "Request limit exceeded."));

        Snapshot read = read(account, HEALTHY);

        assertThat(read.unread()).containsExactly(new Seen.Unread<>(Call.DESCRIBE_NAT_GATEWAYS, "RequestLimitExceeded",
                "Request limit exceeded."));
        assertThat(account.log().requests()).filteredOn(request -> request.call() == Call.DESCRIBE_NAT_GATEWAYS)
                .hasSize(6);
    }

    @Test
    void goesOnWhereAConnectionIsLost() {
        Snapshot read = read(healthy().droppingConnectionsOf(Call.DESCRIBE_ROUTE_TABLES), HEALTHY);

        assertThat(read.unread()).containsExactly(
                new Seen.Unread<>(Call.DESCRIBE_ROUTE_TABLES, "NoAnswer", "the answer could not be read"));
        assertThat(read.answers()).hasSameSizeAs(HEALTHY.snapshot().answers());
    }

    @Test
    void asksEachQuestionOnce() {
        FakeAccount account = healthy();
        read(account, HEALTHY);

        assertThat(account.log().requests()).doesNotHaveDuplicates().hasSameSizeAs(HEALTHY.snapshot().answers());
    }

    @Test
    void asksSideBySideButNotMoreThanEight() {
        FakeAccount account = healthy().answeringAfter(Duration.ofMillis(100));
        read(account, HEALTHY);

        assertThat(account.log().mostSideBySide()).isGreaterThan(1).isLessThanOrEqualTo(8);
    }

    /** One after the other they would be as many as the answers. */
    @Test
    void letsFewRequestsWaitForEachOther() {
        read(HEALTHY);
        FakeAccount account = healthy().answeringAfter(Duration.ofMillis(100));
        read(account, HEALTHY);

        assertThat(account.log().longestChain()).isLessThan(ROUNDS);
        assertThat(HEALTHY.snapshot().answers()).hasSizeGreaterThan(ROUNDS);
    }

    @Test
    void makesOnlyCallsThatItsPolicyAllows() {
        FakeAccount account = healthy();
        read(account, HEALTHY);

        assertThat(account.log().requests()).extracting(request -> request.call().action())
                .allMatch(ReadPermissions.policy(false)::contains);
    }

    @Test
    void leavesOutTheEnvironmentAndTags() {
        ObjectNode secret = JsonNodeFactory.instance.objectNode();
        secret.putObject("Variables").put("DB_PASSWORD", "hunter2-in-env");
        ObjectNode image = JsonNodeFactory.instance.objectNode();
        image.putObject("ImageConfig").putArray("Command").add("hunter2-in-command");
        ObjectNode tag = JsonNodeFactory.instance.objectNode().put("Key", "k").put("Value", "hunter2-in-tag");
        Fixture account = HEALTHY
                .changed(Call.GET_FUNCTION_CONFIGURATION,
                        function -> function.<ObjectNode>set("Environment", secret).set("ImageConfigResponse", image))
                .changed(Call.DESCRIBE_NETWORK_INTERFACES,
                        found -> ((ObjectNode) found.at("/NetworkInterfaces/0")).putArray("TagSet").add(tag))
                .changed(Call.DESCRIBE_VPCS, found -> ((ObjectNode) found.at("/Vpcs/0")).putArray("Tags").add(tag))
                .changed(Call.DESCRIBE_BROKER, broker -> broker.putObject("Tags").put("k", "hunter2-in-tag"));

        assertThat(SnapshotFile.text(account.snapshot())).contains("hunter2");
        isHealthy(read(account));
    }

    @Test
    void readsAPermissionsBoundary() {
        String boundary = "arn:aws:iam::123456789012:policy/limits";
        Fixture account = HEALTHY.changed(Call.GET_ROLE,
                role -> ((ObjectNode) role.get("Role")).putObject("PermissionsBoundary")
                        .put("PermissionsBoundaryType", "Policy").put("PermissionsBoundaryArn", boundary))
                .with(Call.GET_POLICY, JsonNodeFactory.instance.objectNode().set("Policy",
                        JsonNodeFactory.instance.objectNode().put("DefaultVersionId", "v3")), "PolicyArn", boundary);

        Snapshot read = read(account);

        assertThat(read.seen(Call.GET_POLICY_VERSION, "PolicyArn", boundary, "VersionId", "v3"))
                .isEqualTo(new Seen.Absent<>(Call.GET_POLICY_VERSION));
    }

    /** IAM encodes documents so that a plus sign stays one. */
    @Test
    void decodesPolicies() {
        String document = "{\"Sid\":\"a+b %2B ü\",\"Action\":\"*\"}";
        Fixture account = HEALTHY.changed(Call.GET_ROLE_POLICY, policy -> policy.put("PolicyDocument", document));

        assertThat(read(account)).isEqualTo(account.snapshot());
    }

    @Test
    void skipsTheKeyOfASecretThatHasNoneOfItsOwn() {
        Fixture account = HEALTHY.changed(Call.DESCRIBE_SECRET, secret -> secret.remove("KmsKeyId"));

        assertThat(read(account).answers()).extracting(answer -> answer.call().service()).doesNotContain("kms")
                .contains("secretsmanager");
    }

    /** A public broker tells no groups. */
    @Test
    void readsTheDefaultGroupOfABrokerWithoutGroups() {
        ObjectNode group = JsonNodeFactory.instance.objectNode().put("GroupId", "sg-0d0e0f0a0b0c0d0e0").put("GroupName",
                "default");
        Fixture account = HEALTHY.changed(Call.DESCRIBE_BROKER, broker -> broker.remove("SecurityGroups")).with(
                Call.DESCRIBE_SECURITY_GROUPS, Fixture.list(Call.DESCRIBE_SECURITY_GROUPS, group), "vpc-id",
                Fixture.VPC,
                "group-name", "default");

        assertThat(read(account).listed(Call.DESCRIBE_SECURITY_GROUPS)).contains(group);
    }

    @Test
    void asksForTheMetricsOfAFunctionAndABrokerOfTheSameNameAtOnce() {
        String arn = Fixture.FUNCTION_ARN.replace("process-orders", Fixture.BROKER);
        JsonNode mapping = ((ObjectNode) Fixture.mapping()).put("FunctionArn", arn);
        Fixture account = HEALTHY.with(Call.GET_EVENT_SOURCE_MAPPING, mapping, "UUID", Fixture.UUID);
        FakeAccount server = FakeAccount.serving(account.snapshot());

        Set<String> subjects = read(server, account).answers().stream()
                .filter(answer -> answer.call() == Call.GET_METRIC_DATA).map(answer -> answer.input().get("Subject"))
                .collect(Collectors.toSet());

        assertThat(subjects).containsExactly(Fixture.BROKER);
    }

    @Test
    void leadsFromTheMappingToEverythingThatIsJudged() {
        Account account = new Account(read(HEALTHY));
        JsonNode mapping = account.mappings().getFirst();

        assertThat(List.of(account.broker(mapping), account.function(mapping), account.concurrency(mapping),
                account.role(mapping), account.secret(mapping), account.onBroker(Fixture.BROKER_ARN),
                account.metrics(Fixture.FUNCTION), account.metrics(Fixture.BROKER)))
                .allMatch(seen -> seen.known().isPresent());
    }
}
