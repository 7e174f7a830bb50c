package io.github.rabbitlambda.acceptance.rehearsal.lambda;

import io.github.rabbitlambda.acceptance.rehearsal.stack.Deployed;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Kind;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Made;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Order;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Refused;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * AWS::Lambda::EventSourceMapping. Of a changed property that Lambda's update request does not have, Queues, nothing is
 * changed and nothing told.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html">UpdateEventSourceMapping</a>
 * @see <a href="https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/2140">a property of which
 *      CloudFormation marks the update as successful and changes nothing</a>
 */
public record MappingKind(Mappings mappings) implements Kind {
    private static final Set<String> UPDATED = Set.of("FunctionName", "Enabled", "BatchSize", "FilterCriteria",
            "MaximumBatchingWindowInSeconds", "SourceAccessConfigurations");
    private static final List<String> CREATE_ONLY = List.of("EventSourceArn", "StartingPosition");

    @Override
    public Made create(Order order) {
        return Made.of(mappings.create(order.properties().deepCopy()).uuid());
    }

    @Override
    public boolean isReplacedBy(JsonNode before, JsonNode after) {
        return CREATE_ONLY.stream().anyMatch(name -> !before.path(name).equals(after.path(name)));
    }

    @Override
    public Made update(Deployed before, Order order) {
        Mapping mapping = mappings.find(before.physicalId())
                .orElseThrow(() -> new Refused("The resource you requested does not exist."));
        ObjectNode properties = mapping.properties().deepCopy();
        for (String name : changed(before.properties(), order.properties())) {
            update(properties, name, order.properties());
        }
        mappings.put(new Mapping(mapping.uuid(), properties, mapping.state(), mapping.result()));
        return before.made();
    }

    private static List<String> changed(JsonNode before, JsonNode after) {
        List<String> names = new ArrayList<>();
        for (String name : UPDATED) {
            if (!before.path(name).equals(after.path(name))) {
                names.add(name);
            }
        }
        return names;
    }

    private static void update(ObjectNode properties, String name, JsonNode after) {
        if (name.equals("SourceAccessConfigurations") && after.toString().contains("VIRTUAL_HOST")) {
            throw new Refused("VIRTUAL_HOST can't be updated (InvalidParameterValueException)");
        }
        // an update without a property leaves the former value
        Optional.ofNullable(after.get(name)).ifPresent(value -> properties.set(name, value));
    }

    /** CloudFormation waits for the mapping's end, and not for that of its interfaces. */
    @Override
    public void delete(Deployed resource) {
        try {
            mappings.delete(resource.physicalId()).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
