package io.github.rabbitlambda.reachability.network;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.Value;

/** The broker of a mapping. */
public record Broker(ResolvedResource resource, Deployment deployment) {
    public static final String TYPE = "AWS::AmazonMQ::Broker";

    public Optional<Engine> engine() {
        return resource.text("EngineType").map(text -> text.toUpperCase(Locale.ROOT))
                .flatMap(text -> List.of(Engine.values()).stream()
                        .filter(engine -> engine.name().equals(text)).findFirst());
    }

    public String id() {
        return resource.id();
    }

    public Answer isPublic() {
        return resource.flag("PubliclyAccessible", false);
    }

    public List<Subnet> subnets() {
        return resource.items("SubnetIds").stream().map(value -> Subnet.of(value, deployment)).toList();
    }

    public List<Value> groups() {
        return resource.items("SecurityGroups");
    }

    public String subnetNames() {
        return String.join(", ", subnets().stream().map(Subnet::name).toList());
    }

    public String groupNames() {
        return groupNames(groups());
    }

    public static String groupNames(List<Value> groups) {
        return String.join(", ", groups.stream().map(group -> group.show().replaceAll("^\\$\\{(.*)}$", "$1")).toList());
    }
}
