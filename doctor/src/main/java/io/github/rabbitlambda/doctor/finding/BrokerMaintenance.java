package io.github.rabbitlambda.doctor.finding;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.finding.Check.Basis;
import io.github.rabbitlambda.doctor.finding.Finding.Level;

/** Whether the broker may be in maintenance now, and what it will change then. */
final class BrokerMaintenance implements BrokerCheck {
    static final Duration WINDOW = Duration.ofHours(2);
    static final Check NOW = new Check("D43", Basis.SIGN,
            "The broker's weekly maintenance window of two hours is open: a single-instance broker may deliver nothing.",
            "https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/maintaining-brokers.html");
    static final Check PENDING = new Check("D44", Basis.SIGN,
            "The broker has changes that it applies with the next reboot or maintenance window.",
            "https://docs.aws.amazon.com/amazon-mq/latest/api-reference/brokers-broker-id.html");

    @Override
    public List<Check> checks() {
        return List.of(NOW, PENDING);
    }

    @Override
    public List<Finding> findings(LiveBroker broker) {
        List<Finding> findings = new ArrayList<>();
        broker.description().ifPresent(description -> {
            window(broker, description.path("MaintenanceWindowStartTime")).ifPresent(findings::add);
            pending(broker, description).ifPresent(findings::add);
        });
        return findings;
    }

    private static Optional<Finding> window(LiveBroker broker, JsonNode window) {
        return lastStart(window, broker.now()).filter(start -> broker.now().isBefore(start.plus(WINDOW)))
                .map(start -> NOW.finding(broker.isCluster() ? Level.NOTE : Level.SUSPECT,
                        broker.name() + " has its maintenance window now: since " + Timestamp.show(start)
                                + ", for up to two hours.",
                        broker.isCluster()
                                ? "Nodes of a cluster restart one after another; expect a pause for each."
                                : "If it doesn't read, wait until the window is over, and look again.",
                        broker.describeCommand()));
    }

    private static Optional<Instant> lastStart(JsonNode window, Instant now) {
        try {
            ZonedDateTime here = now.atZone(ZoneId.of(window.path("TimeZone").asText("UTC")));
            ZonedDateTime start = here.with(LocalTime.parse(window.path("TimeOfDay").asText()))
                    .with(TemporalAdjusters.previousOrSame(DayOfWeek.valueOf(window.path("DayOfWeek").asText())));
            return Optional.of((start.isAfter(here) ? start.minusWeeks(1) : start).toInstant());
        } catch (DateTimeException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static Optional<Finding> pending(LiveBroker broker, JsonNode description) {
        Map<String, String> changes = new TreeMap<>();
        description.properties().forEach(member -> {
            String text = member.getValue().isValueNode() ? member.getValue().asText() : member.getValue().toString();
            if (member.getKey().startsWith("Pending") && !text.isEmpty() && !text.equals("null")
                    && !member.getValue().isEmpty(null)) {
                changes.put(member.getKey(), text);
            }
        });
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(PENDING.note(broker.name() + " has pending changes: " + changes.entrySet().stream()
                        .map(change -> change.getKey() + " " + change.getValue()).collect(Collectors.joining(", "))
                        + ".",
                        "They are applied with the next maintenance window, or with a reboot, which interrupts everybody.",
                        broker.describeCommand()));
    }
}
