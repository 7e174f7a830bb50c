package io.github.rabbitlambda.doctor.finding;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.model.CommandLine;
import io.github.rabbitlambda.doctor.snapshot.Account;
import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Seen;

/** A mapping in a snapshot, as its checks see it. Not thread-safe: it notes what could not be read. */
final class LiveMapping {
    private final Account account;
    private final JsonNode mapping;
    private final NeededAnswers needed;
    private final LiveBroker broker;

    LiveMapping(Account account, JsonNode mapping, NeededAnswers needed) {
        this.account = account;
        this.mapping = mapping;
        this.needed = needed;
        this.broker = new LiveBroker(account, Account.brokerId(mapping), account.broker(mapping), needed);
    }

    String uuid() {
        return mapping.path("UUID").asText();
    }

    /** The mapping in a sentence. */
    String name() {
        return "Mapping " + uuid();
    }

    String state() {
        return mapping.path("State").asText();
    }

    boolean isEnabled() {
        return state().equals(MappingState.ENABLED.text());
    }

    /** Whether Lambda should be reading: the mapping is enabled, and the broker runs. */
    boolean shouldRead() {
        return isEnabled() && broker.isRunning();
    }

    String reason() {
        return mapping.path("StateTransitionReason").asText();
    }

    String result() {
        return mapping.path("LastProcessingResult").asText();
    }

    List<String> queues() {
        return mapping.path("Queues").valueStream().map(JsonNode::asText).toList();
    }

    String virtualHost() {
        return Account.virtualHost(mapping);
    }

    String functionArn() {
        return mapping.path("FunctionArn").asText();
    }

    String brokerArn() {
        return mapping.path("EventSourceArn").asText();
    }

    int filters() {
        return mapping.path("FilterCriteria").path("Filters").size();
    }

    Optional<Instant> modified() {
        return Timestamp.of(mapping.path("LastModified"));
    }

    /** How long ago the mapping was changed last. */
    Optional<Duration> age() {
        return modified().map(time -> Duration.between(time, account.snapshot().taken()));
    }

    /** Whether the last change is so long ago; a mapping that doesn't tell is taken to be old. */
    boolean isOlderThan(Duration least) {
        return age().map(age -> age.compareTo(least) > 0).orElse(true);
    }

    LiveBroker broker() {
        return broker;
    }

    LiveFunction function() {
        return new LiveFunction(account, mapping, needed);
    }

    /** The function's role. */
    Seen<JsonNode> role() {
        return account.role(mapping);
    }

    Seen<JsonNode> secret() {
        return account.secret(mapping);
    }

    String secretArn() {
        return Account.secretArn(mapping);
    }

    /** The account's key that encrypts the secret; empty if it is one of AWS, or unknown. */
    Optional<String> secretKey() {
        return secret().known().map(secret -> secret.path("KmsKeyId").asText())
                .filter(key -> !key.isEmpty() && !key.endsWith("alias/aws/secretsmanager"));
    }

    /** The other mappings of the broker. */
    List<JsonNode> others() {
        return needed.read(account.onBroker(brokerArn())).stream()
                .flatMap(list -> list.path("EventSourceMappings").valueStream())
                .filter(other -> !other.path("UUID").asText().equals(uuid())).toList();
    }

    Seen<JsonNode> seen(Call call, String... input) {
        return account.snapshot().seen(call, input);
    }

    Optional<JsonNode> read(Seen<JsonNode> seen) {
        return needed.read(seen);
    }

    /** A command of the AWS CLI in the mapping's Region. */
    String command(String... words) {
        return CommandLine.of(account.snapshot().region(), words);
    }

    String showCommand() {
        return command("lambda", "get-event-source-mapping", "--uuid", uuid());
    }

    String disableCommand() {
        return command("lambda", "update-event-source-mapping", "--uuid", uuid(), "--no-enabled");
    }

    String enableCommand() {
        return command("lambda", "update-event-source-mapping", "--uuid", uuid(), "--enabled");
    }
}
