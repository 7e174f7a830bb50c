package io.github.rabbitlambda.doctor.model;

import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.snapshot.Account;
import io.github.rabbitlambda.doctor.snapshot.Arn;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;
import io.github.rabbitlambda.reachability.template.Tree;

/** The template that would have made what a snapshot holds. */
final class LiveTemplate {
    private LiveTemplate() {}

    static Tree.Mapping of(Snapshot snapshot) {
        Resources resources = new Resources(snapshot);
        new MappingResources(resources).add();
        new VpcResources(resources).add();
        new RouteResources(resources).add();
        new GroupResources(resources).add();
        return resources.template(account(snapshot));
    }

    /** The account of the mappings and brokers. */
    static String account(Snapshot snapshot) {
        Account account = new Account(snapshot);
        Stream<String> arns = Stream.concat(account.mappings().stream().map(mapping -> mapping.path("EventSourceArn")),
                account.brokers().stream().map(broker -> broker.path("BrokerArn"))).map(JsonNode::asText);
        return arns.flatMap(arn -> Arn.parse(arn).stream()).map(Arn::account).findFirst().orElse("");
    }
}
