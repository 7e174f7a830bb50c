package io.github.rabbitlambda.doctor.finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.finding.Check.Basis;
import io.github.rabbitlambda.doctor.snapshot.Account;
import io.github.rabbitlambda.doctor.snapshot.Seen;

/** Every check, and what they find together. The numbers of the ids are the order of likelihood. */
public final class Checks {
    private static final List<MappingCheck> OF_MAPPING = List.of(new DisabledMapping(), new MappingInTransition(),
            new FunctionAvailability(), new SecretUse(), new MappingSettings(), new FunctionResults(),
            new ProcessingResult(),
            new MappingInterfaces(), new MessageFlow());
    private static final List<BrokerCheck> OF_BROKER = List.of(new BrokerAvailability(), new BrokerLoad(),
            new BrokerMaintenance());
    private static final List<Check> ALONE = List.of(UnreadAnswers.UNREAD, MissingMapping.MISSING);

    private static final Set<String> MISSING = Set.of(BrokerAvailability.GONE.id(), FunctionAvailability.GONE.id(),
            FunctionAvailability.ROLE_GONE.id(), MissingMapping.MISSING.id());
    /** What a broker that starts, and has no other node, makes look wrong. */
    private static final Set<String> OF_A_START = Set.of(PollerProblem.CONNECTION.check().id(),
            BrokerMaintenance.NOW.id(), MessageFlow.NO_CONSUMER.id(), MessageFlow.NO_ACKNOWLEDGEMENT.id(),
            MessageFlow.NOTHING_READ.id());
    private static final Set<String> KEEP_CONSUMERS_AWAY = Set.of(BrokerAvailability.CRITICAL.id(),
            MappingSettings.QUEUE.id(), SecretUse.CHANGED.id(), MappingInterfaces.MISSING.id(),
            MappingInterfaces.NOT_IN_USE.id(), MappingInterfaces.NO_ADDRESS.id(), BrokerMaintenance.NOW.id());

    private Checks() {}

    /** Every check by its id, in the order of likelihood. */
    public static List<Check> all() {
        return Stream.of(OF_MAPPING.stream().flatMap(family -> family.checks().stream()),
                OF_BROKER.stream().flatMap(family -> family.checks().stream()), ALONE.stream()).flatMap(part -> part)
                .sorted(Comparator.comparing(Check::id)).toList();
    }

    /** What is found about a mapping, the most serious and then the most likely first. */
    public static List<Finding> ofMapping(Account account, JsonNode mapping) {
        NeededAnswers needed = new NeededAnswers();
        LiveMapping live = new LiveMapping(account, mapping, needed);
        List<Finding> findings = new ArrayList<>();
        OF_MAPPING.forEach(family -> findings.addAll(family.findings(live)));
        OF_BROKER.forEach(family -> findings.addAll(family.findings(live.broker())));
        findings.addAll(UnreadAnswers.findings(needed.unread()));
        if (live.broker().isStarting() && !live.broker().isCluster()) {
            findings.replaceAll(Checks::passing);
        }
        return sorted(findings);
    }

    /** Of what a broker that starts explains only a note is left. */
    private static Finding passing(Finding finding) {
        return OF_A_START.contains(finding.id())
                ? new Finding(finding.id(), Finding.Level.NOTE, finding.fact(), finding.cure(), finding.commands())
                : finding;
    }

    /** What is found about the broker that was asked about, if no mapping reads it. */
    public static List<Finding> ofBroker(Account account, JsonNode broker) {
        NeededAnswers needed = new NeededAnswers();
        LiveBroker live = new LiveBroker(account, broker.path("BrokerId").asText(), new Seen.Known<>(broker), needed);
        List<Finding> findings = new ArrayList<>();
        OF_BROKER.forEach(family -> findings.addAll(family.findings(live)));
        needed.read(account.onBroker(broker.path("BrokerArn").asText()))
                .ifPresent(none -> findings.add(MissingMapping.onBroker(live)));
        findings.addAll(UnreadAnswers.findings(needed.unread()));
        return sorted(findings);
    }

    /** What is found where neither a mapping nor a broker was. */
    public static List<Finding> ofNothing(Account account) {
        return MissingMapping.findings(account);
    }

    /** What to say of a call that could not be read. */
    public static Finding unread(Seen.Unread<JsonNode> unread) {
        return UnreadAnswers.finding(unread);
    }

    /** What to say of a mapping or broker whose network nobody has judged. */
    public static Finding notJudged(String id) {
        return UnreadAnswers.notJudged(id);
    }

    /** How directly a finding's check sees the fault; empty if it is none of these checks. */
    public static Optional<Basis> basis(String id) {
        return all().stream().filter(check -> check.id().equals(id)).map(Check::basis).findFirst();
    }

    /** Whether what a check finds may be why a broker has no consumer. */
    public static boolean mayKeepConsumersAway(String id) {
        return KEEP_CONSUMERS_AWAY.contains(id);
    }

    /** Whether one of the findings says that mapping, function, role or broker don't exist. */
    public static boolean sayThatSomethingIsMissing(List<Finding> findings) {
        return findings.stream().map(Finding::id).anyMatch(MISSING::contains);
    }

    /** Whether Lambda itself points at the network or the role. */
    public static boolean hintAtNetworkOrRole(JsonNode mapping) {
        return PollerProblem.in(mapping.path("LastProcessingResult").asText())
                .filter(PollerProblem::hintsAtNetworkOrRole).isPresent()
                || StopCode.in(mapping.path("StateTransitionReason").asText())
                        .filter(StopCode.AUTHORIZATION::equals).isPresent();
    }

    private static List<Finding> sorted(List<Finding> findings) {
        return findings.stream().distinct()
                .sorted(Comparator.comparing(Finding::level).thenComparing(Finding::id))
                .toList();
    }
}
