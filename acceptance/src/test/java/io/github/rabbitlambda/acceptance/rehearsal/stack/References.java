package io.github.rabbitlambda.acceptance.rehearsal.stack;

import com.fasterxml.jackson.databind.JsonNode;

/** The values of resources that exist. */
interface References {
    String physicalId(String logicalId);

    JsonNode attribute(String logicalId, String name);
}
