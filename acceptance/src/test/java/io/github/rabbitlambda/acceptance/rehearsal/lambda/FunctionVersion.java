package io.github.rabbitlambda.acceptance.rehearsal.lambda;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** Code and settings of a function at a time, as AWS::Lambda::Function has them. */
public record FunctionVersion(String arn, JsonNode properties, Path code) {

    public String roleArn() {
        return properties.get("Role").textValue();
    }

    public String handler() {
        return properties.get("Handler").textValue();
    }

    public boolean isJava() {
        return properties.get("Runtime").textValue().startsWith("java");
    }

    public Duration timeout() {
        return Duration.ofSeconds(properties.path("Timeout").asInt(3));
    }

    public int memory() {
        return properties.path("MemorySize").asInt(128);
    }

    public String logGroup() {
        return properties.at("/LoggingConfig/LogGroup").asText("/aws/lambda/" + name());
    }

    public String name() {
        return arn.split(":")[6];
    }

    public Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        properties.at("/Environment/Variables").properties()
                .forEach(entry -> variables.put(entry.getKey(), entry.getValue().asText()));
        return variables;
    }
}
