package io.github.rabbitlambda.reachability.rule;

import java.util.List;
import java.util.stream.Collectors;

import io.github.rabbitlambda.reachability.network.Endpoint;
import io.github.rabbitlambda.reachability.network.Service;
import io.github.rabbitlambda.reachability.network.TextList;
import io.github.rabbitlambda.reachability.value.Value;

/** An endpoint through which a mapping reaches a service. */
record EndpointUse(Service service, Endpoint endpoint) {

    /** Equal for endpoints that have the same security groups. */
    String groupKeys() {
        return endpoint.groups().stream().map(Value::key).collect(Collectors.joining(","));
    }

    /** The targets of the paths through these endpoints. */
    static List<String> targets(List<EndpointUse> uses) {
        return uses.stream().map(use -> use.service.title()).distinct().toList();
    }

    static String purposes(List<EndpointUse> uses) {
        return Service.purposes(uses.stream().map(EndpointUse::service).distinct().toList());
    }

    static String names(List<EndpointUse> uses) {
        List<String> ids = uses.stream().map(use -> "`" + use.endpoint.id() + "`").distinct().toList();
        return (ids.size() == 1 ? "endpoint " : "endpoints ") + TextList.and(ids);
    }
}
