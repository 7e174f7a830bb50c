package io.github.rabbitlambda.infra.transition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How an update ends for who operates the stack, in the words of docs/operate.md. */
final class Outcome {
    private static final String MAPPING = "AWS::Lambda::EventSourceMapping";
    private final Transition transition;

    private Outcome(Transition transition) {
        this.transition = transition;
    }

    static String of(Transition transition) {
        return new Outcome(transition).words();
    }

    private String words() {
        if (isRefusedByTheBroker() || losesTheEndpointsInUse()) {
            return "refused";
        }
        if (transition.deleted().anyMatch(id -> transition.type(id).equals("AWS::AmazonMQ::Broker"))) {
            return "another broker";
        }
        if (transition.deleted().anyMatch(id -> transition.type(id).equals("AWS::SQS::Queue"))) {
            return "failure queue removed";
        }
        return mappings();
    }

    private String mappings() {
        Set<String> before = transition.beforeOfType(MAPPING).collect(Collectors.toSet());
        Set<String> after = transition.afterOfType(MAPPING).collect(Collectors.toSet());
        if (before.equals(after)) {
            return "in place";
        }
        return after.containsAll(before)
                ? "more mappings"
                : before.containsAll(after) ? "fewer mappings" : "another mapping";
    }

    /** RabbitMQ can't change a queue's arguments, nor an exchange's type. From 4.3 on the limit is no argument. */
    private boolean isRefusedByTheBroker() {
        JsonNode old = topology(transition::before);
        JsonNode wanted = topology(transition::after);
        return Stream.of("Queues", "VirtualHost", "BrokerId").allMatch(key -> old.get(key).equals(wanted.get(key)))
                && (isArgument(old) && !old.get("DeliveryLimit").equals(wanted.get("DeliveryLimit"))
                        || !old.path("ExchangeType").equals(wanted.path("ExchangeType")));
    }

    private static boolean isArgument(JsonNode topology) {
        return !topology.get("EngineVersion").asText().equals("4.3");
    }

    private JsonNode topology(Function<String, JsonNode> side) {
        return side.apply(transition.beforeOfType("Custom::Topology").findFirst().orElseThrow()).get("Properties");
    }

    private boolean losesTheEndpointsInUse() {
        return transition.deleted().anyMatch(id -> transition.type(id).equals("AWS::EC2::VPCEndpoint"))
                && transition.afterOfType("Custom::DefaultNetwork").map(transition::after)
                        .anyMatch(step -> step.get("Properties").get("ExistingEndpoints").asText().equals("true"));
    }
}
