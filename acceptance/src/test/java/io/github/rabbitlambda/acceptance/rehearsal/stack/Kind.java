package io.github.rabbitlambda.acceptance.rehearsal.stack;

import com.fasterxml.jackson.databind.JsonNode;

/** How a type of resource is created, changed and deleted. Each method throws {@link Refused}. */
public interface Kind {
    Made create(Order order);

    /** Whether a change of these properties makes another resource. */
    boolean isReplacedBy(JsonNode before, JsonNode after);

    Made update(Deployed before, Order order);

    void delete(Deployed resource);
}
