package io.github.rabbitlambda.doctor.reader;

import static io.github.rabbitlambda.doctor.snapshot.Call.LIST_BROKERS;
import static io.github.rabbitlambda.doctor.snapshot.Call.LIST_EVENT_SOURCE_MAPPINGS;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.snapshot.Account;
import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Seen;

/** Finds the mappings and the broker that a subject means. */
final class SubjectReader {
    /** @param brokerArns also of the subject's broker, if no mapping reads it */
    record Found(List<JsonNode> mappings, Set<String> brokerArns) {
        static Found of(List<JsonNode> mappings) {
            return new Found(mappings, mappings.stream().map(mapping -> mapping.path("EventSourceArn").asText())
                    .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    private final Asking asking;

    SubjectReader(Asking asking) {
        this.asking = asking;
    }

    /** @throws UnreadableAccount if there is no such thing, or nothing of it reads a broker of Amazon MQ */
    Found find(Subject subject) {
        return switch (subject) {
            case Subject.Mapping(String uuid) -> mapping(uuid);
            case Subject.Function(String text) -> function(text, functionMappings(text));
            case Subject.Broker(String id, Optional<String> arn) -> broker(id, arn);
            case Subject.Name(String text) -> named(text);
        };
    }

    private Found mapping(String uuid) {
        Seen<JsonNode> mapping = first(asking.ask(Call.GET_EVENT_SOURCE_MAPPING, "UUID", uuid));
        if (mapping.isAbsent()) {
            throw missing("no mapping " + uuid);
        }
        mapping.known().filter(found -> !Account.readsAmazonMq(found)).ifPresent(other -> {
            throw new UnreadableAccount("the mapping " + uuid + " reads " + source(other)
                    + ", not a broker of Amazon MQ; give a mapping on a broker");
        });
        return Found.of(mapping.known().stream().toList());
    }

    private static String source(JsonNode mapping) {
        return mapping.path("EventSourceArn").asText("a source without an ARN");
    }

    private Found broker(String id, Optional<String> given) {
        Seen<JsonNode> broker = first(asking.ask(Call.DESCRIBE_BROKER, "BrokerId", id));
        if (broker.isAbsent()) {
            throw missing("no broker " + id);
        }
        Optional<String> arn = broker.known().map(known -> known.path("BrokerArn").asText()).or(() -> given);
        return arn.map(known -> new Found(
                asking.list(LIST_EVENT_SOURCE_MAPPINGS, "EventSourceArn", known).items(), Set.of(known)))
                .orElseGet(() -> Found.of(List.of()));
    }

    private Found named(String name) {
        Seen<JsonNode> brokers = brokersNamed(name);
        Optional<JsonNode> broker = Listed.of(LIST_BROKERS, brokers).items().stream().findFirst();
        Seen<JsonNode> mappings = functionMappings(name);
        if (onAmazonMq(mappings).isEmpty() && brokers.unread().isPresent()) {
            return Found.of(List.of());
        }
        if (broker.isPresent() && !onAmazonMq(mappings).isEmpty()) {
            throw new UnreadableAccount(name + " is a function and a broker in " + asking.region()
                    + "; give the ARN of the one that is meant");
        }
        return broker.map(found -> broker(found.path("BrokerId").asText(),
                Optional.of(found.path("BrokerArn").asText()))).orElseGet(() -> function(name, mappings));
    }

    /** Keeps no other broker's name. */
    private Seen<JsonNode> brokersNamed(String name) {
        Seen<JsonNode> all = first(asking.lookUp(LIST_BROKERS));
        Listed matching = new Listed(Listed.of(LIST_BROKERS, all).items().stream()
                .filter(broker -> broker.path("BrokerName").asText().equals(name)).toList());
        return asking.keep(LIST_BROKERS, all.flatMap(known -> matching.as(LIST_BROKERS)));
    }

    private Found function(String function, Seen<JsonNode> mappings) {
        List<JsonNode> found = onAmazonMq(mappings);
        if (found.isEmpty() && mappings.unread().isEmpty()) {
            throw without(function, mappings);
        }
        return Found.of(found);
    }

    /**
     * That a function's name finds the mappings of its aliases is documented nowhere, so they are looked for among all
     * mappings of the Region if the name finds none.
     */
    private Seen<JsonNode> functionMappings(String function) {
        String[] input = {"FunctionName", function};
        Seen<JsonNode> named = first(asking.ask(LIST_EVENT_SOURCE_MAPPINGS, input));
        if (named.unread().isPresent() || !onAmazonMq(named).isEmpty()) {
            return named;
        }
        List<JsonNode> qualified = Listed.of(LIST_EVENT_SOURCE_MAPPINGS, asking.lookUp(LIST_EVENT_SOURCE_MAPPINGS))
                .items().stream().filter(mapping -> isOf(function, mapping)).toList();
        return qualified.isEmpty()
                ? named
                : asking.keep(LIST_EVENT_SOURCE_MAPPINGS, new Listed(qualified).as(LIST_EVENT_SOURCE_MAPPINGS), input);
    }

    private static boolean isOf(String function, JsonNode mapping) {
        String arn = Account.functionArn(mapping);
        return arn.equals(function) || arn.endsWith(":function:" + function)
                || function.contains(":function:") && arn.endsWith(":" + function);
    }

    private UnreadableAccount without(String function, Seen<JsonNode> mappings) {
        if (asking.lookUp(Call.GET_FUNCTION_CONFIGURATION, "FunctionName", function).isAbsent()) {
            return missing("no function" + (function.contains(":") ? " " : " and no broker ") + function);
        }
        Set<String> others = new TreeSet<>(Listed.of(LIST_EVENT_SOURCE_MAPPINGS, mappings).items().stream()
                .map(SubjectReader::source).toList());
        return new UnreadableAccount("the function " + function + " has no mapping on a broker of Amazon MQ in "
                + asking.region() + (others.isEmpty() ? "" : "; its mappings read " + String.join(", ", others))
                + "; give a function that consumes from a broker, or the broker");
    }

    private UnreadableAccount missing(String what) {
        return new UnreadableAccount("there is " + what + " in " + asking.region()
                + "; is it in another Region or account? give --profile, and --region if the subject is no ARN");
    }

    private Seen<JsonNode> first(Seen<JsonNode> answer) {
        Failure.stopIfHopeless(answer, asking.region());
        return answer;
    }

    private static List<JsonNode> onAmazonMq(Seen<JsonNode> mappings) {
        return Listed.of(LIST_EVENT_SOURCE_MAPPINGS, mappings).items().stream().filter(Account::readsAmazonMq).toList();
    }
}
