package io.github.rabbitlambda.acceptance.rehearsal.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * A synthesised template and the directory with its assets.
 */
public record Template(Path file, JsonNode root) {
    private static final JsonMapper JSON = new JsonMapper();

    public static Template read(Path file) throws IOException {
        return new Template(file, JSON.readTree(file.toFile()));
    }

    /** All resources, also those whose condition does not hold. */
    public Map<String, Declared> resources() {
        Map<String, Declared> resources = new LinkedHashMap<>();
        root.get("Resources").properties()
                .forEach(entry -> resources.put(entry.getKey(), new Declared(entry.getKey(), entry.getValue())));
        return resources;
    }

    public JsonNode section(String name) {
        return root.path(name);
    }

    /** The file or directory that the command line uploads under this key. */
    public Path asset(String key) {
        Path whole = file.resolveSibling("asset." + key);
        return Files.exists(whole) ? whole : file.resolveSibling("asset." + key.substring(0, key.lastIndexOf('.')));
    }
}
