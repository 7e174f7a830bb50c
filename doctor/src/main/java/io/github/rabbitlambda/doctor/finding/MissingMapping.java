package io.github.rabbitlambda.doctor.finding;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.rabbitlambda.doctor.finding.Check.Basis;
import io.github.rabbitlambda.doctor.model.CommandLine;
import io.github.rabbitlambda.doctor.snapshot.Account;
import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Seen;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;

/** Whether there is a mapping on Amazon MQ at all where the doctor was asked to look. */
final class MissingMapping {
    static final Check MISSING = new Check("D48", Basis.FACT,
            "What the doctor was asked about has no mapping on Amazon MQ in this Region.",
            "https://docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html");

    private MissingMapping() {}

    static Finding onBroker(LiveBroker broker) {
        return MISSING.cause("No mapping reads " + broker.name().replace("Broker", "broker") + ".",
                "Make a mapping for a queue of this broker.", broker.command("lambda", "list-event-source-mappings"));
    }

    static List<Finding> findings(Account account) {
        Snapshot snapshot = account.snapshot();
        Call asked = account.subjectUuid().isPresent()
                ? Call.GET_EVENT_SOURCE_MAPPING
                : Call.LIST_EVENT_SOURCE_MAPPINGS;
        List<Finding> unread = UnreadAnswers.findings(Stream
                .concat(snapshot.unread().stream(),
                        snapshot.unread(asked).flatMap(Seen::unread).stream()).<Seen.Unread<?>>map(one -> one)
                .toList());
        return unread.isEmpty()
                ? List.of(MISSING.cause(fact(account), "Look whether the name and the Region are right.",
                        CommandLine.of(snapshot.region(), "lambda", "list-event-source-mappings", "--query",
                                "EventSourceMappings[?contains(EventSourceArn, ':mq:')].[UUID,State,FunctionArn]")))
                : unread;
    }

    private static String fact(Account account) {
        String region = account.snapshot().region();
        return otherSource(account)
                .map(arn -> account.snapshot().subject() + " in " + region + " reads " + arn + ", not Amazon MQ.")
                .orElseGet(() -> (account.subjectUuid().isPresent()
                        ? "There is no mapping "
                        : "There is no mapping on Amazon MQ for ") + account.snapshot().subject() + " in " + region
                        + ".");
    }

    /** The source of a mapping that was found and reads something else. */
    private static Optional<String> otherSource(Account account) {
        Snapshot snapshot = account.snapshot();
        return Stream.concat(
                account.subjectMapping().stream(),
                snapshot.listed(Call.LIST_EVENT_SOURCE_MAPPINGS).stream())
                .filter(mapping -> !Account.readsAmazonMq(mapping))
                .map(mapping -> mapping.path("EventSourceArn").asText()).filter(arn -> !arn.isEmpty()).findFirst();
    }
}
