package io.github.rabbitlambda.doctor.reader;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.snapshot.Account;
import io.github.rabbitlambda.doctor.snapshot.Arn;
import io.github.rabbitlambda.doctor.snapshot.Call;

/** Goes through an account, from a subject to all that its mappings need. */
final class SnapshotReader {
    private final Asking asking;
    private final boolean checkSecret;
    private final Instant now;

    SnapshotReader(Asking asking, boolean checkSecret, Instant now) {
        this.asking = asking;
        this.checkSecret = checkSecret;
        this.now = now;
    }

    void read(Subject subject) {
        SubjectReader.Found found = new SubjectReader(asking).find(subject);
        Branches.sideBySide(() -> asking.ask(Call.GET_ACCOUNT_SETTINGS),
                () -> Branches.forEach(found.mappings(), new FunctionReader(asking)::read),
                () -> Branches.forEach(secrets(found.mappings()), new SecretReader(asking, checkSecret)::read),
                () -> Branches.forEach(found.brokerArns(), this::broker), () -> metrics(found));
    }

    private static Set<String> secrets(List<JsonNode> mappings) {
        return mappings.stream().map(Account::secretArn).filter(arn -> !arn.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void broker(String arn) {
        Branches.sideBySide(() -> asking.ask(Call.LIST_EVENT_SOURCE_MAPPINGS, "EventSourceArn", arn),
                () -> new BrokerReader(asking).read(lastPart(arn)));
    }

    private static String lastPart(String arn) {
        return Arn.parse(arn).map(Arn::lastPart).orElse("");
    }

    private void metrics(SubjectReader.Found found) {
        Set<String> functions = found.mappings().stream().map(Account::functionArn).map(SnapshotReader::lastPart)
                .collect(Collectors.toSet());
        Set<String> brokers = found.brokerArns().stream().map(SnapshotReader::brokerName).collect(Collectors.toSet());
        Branches.forEach(Stream.concat(functions.stream(), brokers.stream()).collect(Collectors.toSet()),
                name -> metrics(name, functions.contains(name), brokers.contains(name)));
    }

    /** A broker's ARN ends with broker:NAME:ID. */
    private static String brokerName(String arn) {
        return Arn.parse(arn).map(parsed -> parsed.resource().split(":")[1]).orElse("");
    }

    private void metrics(String name, boolean isFunction, boolean isBroker) {
        List<Metric.Source> sources = new ArrayList<>();
        if (isFunction) {
            sources.add(Metric.Source.FUNCTION);
        }
        if (isBroker) {
            sources.add(Metric.Source.BROKER);
        }
        asking.ask(Call.GET_METRIC_DATA, () -> asking.requests().metrics(name, sources, now), "Subject", name);
    }
}
