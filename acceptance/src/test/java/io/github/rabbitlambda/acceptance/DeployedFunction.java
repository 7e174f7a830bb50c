package io.github.rabbitlambda.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.function.TestCredentials;
import io.github.rabbitlambda.local.invoke.FunctionSettings;
import io.github.rabbitlambda.local.invoke.FunctionSettings.RuntimeClient;

/** A function of a template: the jar that the stack uploads, and the properties that the stack sets. */
record DeployedFunction(Path jar, JsonNode properties) {
    String handler() {
        return properties.get("Handler").textValue();
    }

    /** The same function with its jar as a library of an archive, because that is unpacked quickly. */
    DeployedFunction asLibrary(Path directory) throws IOException {
        return new DeployedFunction(FunctionArchive.write(directory, jar), properties);
    }

    /**
     * The settings that run the function on this machine.
     *
     * @param ids
     *            values for exactly those variables of the template that only a deployment knows
     * @param endpoints
     *            the addresses of services, as variables that the SDK reads
     */
    FunctionSettings settings(Map<String, String> ids, Map<String, String> endpoints) {
        return settings(jar, handler(), ids, endpoints);
    }

    /** The same settings with another jar and another handler. */
    FunctionSettings settings(Path otherJar, String otherHandler, Map<String, String> ids,
            Map<String, String> endpoints) {
        return new FunctionSettings(otherJar, otherHandler, null,
                Duration.ofSeconds(properties.get("Timeout").intValue()), properties.get("MemorySize").intValue(),
                environment(ids, endpoints), RuntimeClient.ofThisMachine());
    }

    private Map<String, String> environment(Map<String, String> ids, Map<String, String> endpoints) {
        Map<String, String> environment = new LinkedHashMap<>();
        Map<String, JsonNode> unknown = new LinkedHashMap<>();
        properties.at("/Environment/Variables").properties().forEach(variable -> {
            if (variable.getValue().isTextual()) {
                environment.put(variable.getKey(), variable.getValue().textValue());
            } else {
                unknown.put(variable.getKey(), variable.getValue());
            }
        });
        assertThat(ids.keySet()).as("variables of %s that only a deployment knows", handler())
                .isEqualTo(unknown.keySet());
        environment.putAll(ids);
        environment.putAll(endpoints);
        environment.putAll(
                Map.of("AWS_ACCESS_KEY_ID", TestCredentials.ID, "AWS_SECRET_ACCESS_KEY", TestCredentials.SECRET));
        return environment;
    }
}
