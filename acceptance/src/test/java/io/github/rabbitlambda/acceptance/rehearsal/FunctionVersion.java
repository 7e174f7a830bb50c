package io.github.rabbitlambda.acceptance.rehearsal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** Code and settings of a function at a time, as AWS::Lambda::Function has them. */
record FunctionVersion(String arn, JsonNode properties, Path code) {

    String roleArn() {
        return properties.get("Role").textValue();
    }

    String handler() {
        return properties.get("Handler").textValue();
    }

    boolean isJava() {
        return properties.get("Runtime").textValue().startsWith("java");
    }

    Duration timeout() {
        return Duration.ofSeconds(properties.path("Timeout").asInt(3));
    }

    int memory() {
        return properties.path("MemorySize").asInt(128);
    }

    String logGroup() {
        return properties.at("/LoggingConfig/LogGroup").asText("/aws/lambda/" + name());
    }

    String name() {
        return arn.split(":")[6];
    }

    Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        properties.at("/Environment/Variables").properties()
                .forEach(entry -> variables.put(entry.getKey(), entry.getValue().asText()));
        return variables;
    }
}
