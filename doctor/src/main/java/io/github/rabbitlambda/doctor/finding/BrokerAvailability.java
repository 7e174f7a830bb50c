package io.github.rabbitlambda.doctor.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.finding.Check.Basis;
import io.github.rabbitlambda.doctor.finding.Finding.Level;

/** Whether the broker exists and runs. */
final class BrokerAvailability implements BrokerCheck {
    private static final String STATES = "https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/broker-statuses.html";
    static final Check GONE = new Check("D09", Basis.FACT, "The broker of the mapping doesn't exist any more.",
            "https://docs.aws.amazon.com/amazon-mq/latest/api-reference/brokers-broker-id.html");
    static final Check NOT_RUNNING = new Check("D10", Basis.FACT,
            "The broker could not be created, is being deleted, or is in a state that this release doesn't know.",
            STATES);
    static final Check STARTING = new Check("D11", Basis.FACT, "The broker is rebooting or being created: wait.",
            STATES);
    static final Check CRITICAL = new Check("D12", Basis.FACT,
            "The broker needs an action: Amazon MQ says which in ActionsRequired.",
            "https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/troubleshooting.html");

    /** States in which no consumer is connected, and what to do. */
    private static final Map<String, String> ENDED = Map.of("CREATION_FAILED",
            "Delete it and create another broker; then make a mapping for that one.", "DELETION_IN_PROGRESS",
            "Create another broker, and make a mapping for that one.");

    @Override
    public List<Check> checks() {
        return List.of(GONE, NOT_RUNNING, STARTING, CRITICAL);
    }

    @Override
    public List<Finding> findings(LiveBroker broker) {
        if (broker.isAbsent()) {
            return List.of(GONE.cause(broker.name() + " doesn't exist: Amazon MQ finds no broker with this id.",
                    "Delete the mapping; make one for the broker that has the queue now.", broker.describeCommand()));
        }
        List<Finding> findings = new ArrayList<>();
        broker.description().ifPresent(description -> {
            findings.addAll(state(broker, description.path("BrokerState").asText()));
            findings.addAll(actions(broker, description));
        });
        return findings;
    }

    private static List<Finding> state(LiveBroker broker, String state) {
        String fact = broker.name() + " is in the state " + state + ".";
        if (ENDED.containsKey(state)) {
            return List.of(NOT_RUNNING.cause(fact, ENDED.get(state), broker.describeCommand()));
        }
        if (broker.isStarting()) {
            return List.of(STARTING.finding(Level.WAIT, fact,
                    "Wait until it is RUNNING: nobody can be connected meanwhile, except to the other nodes of a cluster.",
                    broker.describeCommand()));
        }
        return broker.isRunning()
                ? List.of()
                : List.of(NOT_RUNNING.finding(Level.UNKNOWN, fact + " This release doesn't know it.",
                        "Look at Amazon MQ's documentation of the state.", broker.describeCommand()));
    }

    private static List<Finding> actions(LiveBroker broker, JsonNode description) {
        String codes = description.path("ActionsRequired").valueStream()
                .map(action -> action.path("ActionRequiredCode").asText()).collect(Collectors.joining(", "));
        boolean critical = description.path("BrokerState").asText().equals("CRITICAL_ACTION_REQUIRED");
        if (codes.isEmpty() && !critical) {
            return List.of();
        }
        // with an unusable key the broker can't go on; with an alarm it blocks publishers only
        Level level = codes.contains("KMS_KEY") ? Level.CAUSE : Level.SUSPECT;
        return List.of(CRITICAL.finding(level, broker.name() + " needs an action: "
                + (codes.isEmpty() ? "CRITICAL_ACTION_REQUIRED, without a code" : codes) + ".",
                "Do what Amazon MQ says of the code in " + CRITICAL.source() + " .", broker.describeCommand()));
    }
}
