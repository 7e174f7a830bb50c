package io.github.rabbitlambda.acceptance.rehearsal;

import io.github.rabbitlambda.acceptance.NeedsNpmPackage;
import io.github.rabbitlambda.acceptance.rehearsal.aws.BrokerNodes;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Pace;
import io.github.rabbitlambda.acceptance.rehearsal.stack.StackResult;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.rabbitlambda.local.broker.NeedsRabbitMq;

/**
 * Every change in the table of docs/operate.md ends as the table says, one after another on a stack that lives; after
 * each the stack still processes what is published to it.
 */
@NeedsRabbitMq
@NeedsNpmPackage("@aws-sdk/client-lambda")
@Execution(ExecutionMode.SAME_THREAD)
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class ChangesTest {
    private static final Path GUIDE = Path.of("..", "docs", "operate.md");
    private static final Pattern OPTION = Pattern.compile("`([a-zA-Z]+)`");
    private static final String REFUSING = "environment={\"REFUSED\":\"bad-\",\"LISTENER_BACKOFF_MILLIS\":\"1\"}";

    private static final List<Change> ANYWHERE = List.of(
            Change.of("in place", "memorySize=2048", "timeout=100", REFUSING, "listenerConcurrency=8"),
            Change.of("in place", "idempotency=true"), Change.of("in place", "idempotency="),
            Change.of("in place", "consumerPermissions={\"configure\":\"^$\",\"write\":\"^$\",\"read\":\".*\"}"),
            Change.of("in place", "consumerPermissions="), Change.of("in place", "rotationDays=30"),
            Change.of("in place", "rotationDays="),
            Change.of("another mapping", "filters=[{\"data\":{\"number\":[{\"exists\":true}]}}]"),
            Change.of("in place", "batchSize=50", "filters=[{\"data\":{\"letter\":[{\"exists\":true}]}}]"),
            Change.of("another mapping", "filters="),
            Change.of("another mapping", "batchWindow=1"), Change.of("in place", "batchWindow=2"),
            Change.of("another mapping", "batchWindow="),
            Change.of("another mapping", "queueName=orders"),
            Change.of("another mapping", "shards=2"), Change.of("more mappings", "shards=3"),
            Change.of("fewer mappings", "shards=2"),
            Change.of("refused", "engineVersion=", "shardExchange=modulus-hash"),
            Change.of("another mapping", "shards="),
            Change.of("in place", "engineVersion="), Change.of("in place", "instanceType=mq.m7g.large"),
            Change.of("refused", "deploymentMode=cluster"),
            Change.of("another broker", "deploymentMode=cluster", "replaceBroker=true"),
            Change.of("another mapping", "virtualHost=shop"), Change.of("another mapping", "batchSize=20"),
            Change.of("in place", "observe=false", "verify=state"), Change.of("in place", "observe=", "verify=probe"),
            Change.of("in place", "autoMinorVersionUpgrade=true", "replaceBroker=", "terminationProtection=true"),
            Change.of("failure queue removed", "failureQueue=false"), Change.of("in place", "failureQueue="),
            Change.of("failure queue removed", "profile=minimal"), Change.of("in place", "profile="),
            Change.of("in place", "retainFailures=true"), Change.of("in place", "retainFailures="));
    private static final List<Change> BEFORE_FOUR_THREE = List.of(Change.of("refused", "deliveryLimit=100"));
    private static final List<Change> FROM_FOUR_THREE = List.of(
            Change.of("in place", "deliveryLimit=100", "retryDelay=5", "retryDelayLimit=20"),
            Change.of("in place", "retryDelay=0", "retryDelayLimit="), Change.of("in place", "retryDelay="));
    private static final List<Change> OWN_VPC = List.of(
            Change.of("in place", "availabilityZones=us-east-1a"),
            Change.of("refused", "availabilityZones=us-east-1b"),
            Change.of("another broker", "availabilityZones=us-east-1b", "replaceBroker=true"));
    private static final List<Change> DEFAULT_VPC = List.of(Change.of("refused", "existingEndpoints=true"));

    @TempDir
    Path directory;

    private static List<Change> changes(String stack) {
        return switch (stack) {
            case StackNames.PUBLIC -> Stream.concat(ANYWHERE.stream(),
                    (BrokerNodes.areFourThree() ? FROM_FOUR_THREE : BEFORE_FOUR_THREE).stream()).toList();
            case StackNames.ISOLATED -> OWN_VPC;
            default -> DEFAULT_VPC;
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {StackNames.PUBLIC, StackNames.ISOLATED, StackNames.DEFAULT_VPC})
    @EnabledIfSystemProperty(named = "drill.scale", matches = "1(\\.0)?", disabledReason = "runs in the drill: mvn -q -Pdrill")
    void endAsTheGuideSays(String stack) throws Exception {
        try (Life life = new Life(stack, directory, new Pace(20), Seed.value())) {
            Map<String, String> options = Map.of("engineVersion", "4.2");
            life.create(options);
            for (Change change : changes(stack)) {
                options = outcome(life, change, options);
                if (!options.containsKey("filters")) {
                    processes(life, change);
                }
            }
            life.delete();
            assertThat(life.rehearsal.left()).as(life::story).isEmpty();
        }
    }

    /** The options that the stack has afterwards. */
    private static Map<String, String> outcome(Life life, Change change, Map<String, String> options)
            throws Exception {
        int before = life.stack.events().size();
        StackResult result = life.stack.update(life.template(change.appliedTo(options)));
        List<String> events = life.stack.events();
        System.out.println(change + " -> " + Change.outcome(result, events.subList(before, events.size())));
        assertThat(Change.outcome(result, events.subList(before, events.size()))).as(() -> change + "\n" + life.story())
                .isEqualTo(change.outcome());
        return change.isRefused() ? options : change.appliedTo(options);
    }

    /** Ten messages of the stack's own publisher reach the listener. */
    private static void processes(Life life, Change change) throws Exception {
        int before = life.received().size();
        life.run("PublishCommand");
        life.awaitReceived(before + 10, change.toString());
    }

    @Test
    void areAllInTheGuide() throws Exception {
        String table = Files.readString(GUIDE);
        table = table.substring(table.indexOf("\n## Change\n"), table.indexOf("### Upgrade RabbitMQ"));
        Set<String> documented = table.lines().filter(line -> line.startsWith("| ")).map(line -> line.split("\\|")[1])
                .flatMap(cell -> OPTION.matcher(cell).results()).map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> rehearsed = Stream.of(ANYWHERE, FROM_FOUR_THREE, OWN_VPC, DEFAULT_VPC)
                .flatMap(changes -> changes.stream()).flatMap(change -> change.set().stream())
                .map(option -> option.substring(0, option.indexOf('='))).collect(Collectors.toCollection(TreeSet::new));
        documented.removeAll(Set.of("functionJar", "handler"));
        assertThat(rehearsed).isEqualTo(documented);
    }
}
