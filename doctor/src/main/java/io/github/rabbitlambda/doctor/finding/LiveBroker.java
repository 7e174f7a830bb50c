package io.github.rabbitlambda.doctor.finding;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.model.CommandLine;
import io.github.rabbitlambda.doctor.snapshot.Account;
import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Seen;

/** A broker in a snapshot, as its checks see it. Not thread-safe: it notes what could not be read. */
final class LiveBroker {
    private static final String RUNNING = "RUNNING";
    private static final Set<String> STARTING = Set.of("REBOOT_IN_PROGRESS", "CREATION_IN_PROGRESS");
    private static final String CRITICAL = "CRITICAL_ACTION_REQUIRED";

    private final Account account;
    private final String id;
    private final Seen<JsonNode> seen;
    private final NeededAnswers needed;

    LiveBroker(Account account, String id, Seen<JsonNode> seen, NeededAnswers needed) {
        this.account = account;
        this.id = id;
        this.seen = seen;
        this.needed = needed;
    }

    String id() {
        return id;
    }

    /** The broker in a sentence. */
    String name() {
        return "Broker " + id;
    }

    boolean isAbsent() {
        return seen.isAbsent();
    }

    Optional<JsonNode> description() {
        return needed.read(seen);
    }

    Optional<String> state() {
        return description().map(broker -> broker.path("BrokerState").asText());
    }

    boolean isRunning() {
        return state().filter(state -> state.equals(RUNNING) || state.equals(CRITICAL)).isPresent();
    }

    /** Whether it reboots or is being created. */
    boolean isStarting() {
        return state().filter(STARTING::contains).isPresent();
    }

    boolean isCluster() {
        return description().filter(broker -> broker.path("DeploymentMode").asText().startsWith("CLUSTER")).isPresent();
    }

    /** Whether it is known to have interfaces in the account's subnets. */
    boolean isPrivate() {
        return description().map(broker -> broker.path("PubliclyAccessible"))
                .filter(known -> known.isBoolean() && !known.asBoolean()).isPresent();
    }

    boolean isRabbitMq() {
        return description().filter(broker -> broker.path("EngineType").asText().equalsIgnoreCase("RabbitMQ"))
                .isPresent();
    }

    List<String> subnets() {
        return description().stream().flatMap(broker -> broker.path("SubnetIds").valueStream()).map(JsonNode::asText)
                .toList();
    }

    /** Empty if it names none, and the default one of its VPC was not read. */
    List<String> groups() {
        return description().map(account::groups).orElse(List.of());
    }

    Optional<Instant> created() {
        return description().flatMap(broker -> Timestamp.of(broker.path("Created")));
    }

    Instant now() {
        return account.snapshot().taken();
    }

    /** Empty without a name, by which CloudWatch knows a broker. */
    Metrics metrics() {
        return Metrics.of(description().map(broker -> broker.path("BrokerName").asText())
                .flatMap(name -> needed.read(account.metrics(name))), account.snapshot());
    }

    /** Everything that a call listed; what could not be read is noted, and whether something is missing. */
    List<JsonNode> listed(Call call) {
        account.snapshot().unread(call).ifPresent(needed::read);
        return account.snapshot().listed(call);
    }

    boolean isListed(Call call) {
        return account.snapshot().unread(call).isEmpty();
    }

    /** Whether it has had no message in any queue for 15 minutes, as far as CloudWatch knows. */
    boolean isEmpty() {
        return Stream.of("MessageReadyCount", "MessageUnacknowledgedCount")
                .allMatch(metric -> metrics().lastQuarter(metric).always(count -> count == 0));
    }

    String command(String... words) {
        return CommandLine.of(account.snapshot().region(), words);
    }

    /** Shows who connected in the last hour, if the broker keeps a log. */
    String connectionsCommand() {
        boolean logs = description().filter(broker -> broker.path("Logs").path("General").asBoolean()).isPresent();
        return logs
                ? command("logs", "tail", "/aws/amazonmq/broker/" + id + "/connection", "--since", "1h")
                : command("mq", "update-broker", "--broker-id", id, "--logs", "General=true");
    }

    String describeCommand() {
        return command("mq", "describe-broker", "--broker-id", id);
    }
}
