package io.github.rabbitlambda.reachability;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The broker of a mapping. */
record Broker(ResolvedResource resource, Deployment deployment) {
    static final String TYPE = "AWS::AmazonMQ::Broker";

    enum Engine {
        RABBITMQ("RabbitMQ", 5671), ACTIVEMQ("ActiveMQ", 61617);

        final String title;
        /** The only port that the mapping uses: https://docs.aws.amazon.com/lambda/latest/dg/process-mq-messages-with-lambda.html */
        final int port;

        Engine(String title, int port) {
            this.title = title;
            this.port = port;
        }
    }

    Optional<Engine> engine() {
        return resource.text("EngineType").map(text -> text.toUpperCase(Locale.ROOT))
                .flatMap(text -> List.of(Engine.values()).stream()
                        .filter(engine -> engine.name().equals(text)).findFirst());
    }

    String id() {
        return resource.id();
    }

    Answer isPublic() {
        return resource.flag("PubliclyAccessible", false);
    }

    List<Subnet> subnets() {
        return resource.items("SubnetIds").stream().map(value -> Subnet.of(value, deployment)).toList();
    }

    List<Value> groups() {
        return resource.items("SecurityGroups");
    }

    String groupNames() {
        return groupNames(groups());
    }

    static String groupNames(List<Value> groups) {
        return String.join(", ", groups.stream().map(group -> group.show().replaceAll("^\\$\\{(.*)}$", "$1")).toList());
    }
}
