package io.github.rabbitlambda.acceptance.rehearsal.aws;

import io.github.rabbitlambda.acceptance.rehearsal.stack.Json;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;

/** A signed request to a service of AWS. */
public record Call(String service, String accessKey, String method, URI uri, Map<String, List<String>> headers,
        byte[] body) {
    private static final Pattern CREDENTIAL = Pattern
            .compile("Credential=([^/]+)/\\d+/[^/]+/([^/]+)/aws4_request");

    public static Call of(HttpExchange exchange) throws IOException {
        String authorization = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
        Matcher credential = CREDENTIAL.matcher(authorization);
        if (!credential.find()) {
            throw new IOException("the request must be signed: " + exchange.getRequestURI());
        }
        return new Call(credential.group(2), credential.group(1), exchange.getRequestMethod(),
                exchange.getRequestURI(), exchange.getRequestHeaders(), exchange.getRequestBody().readAllBytes());
    }

    /** The operation of a JSON protocol. */
    public String target() {
        return headers.entrySet().stream().filter(header -> header.getKey().equalsIgnoreCase("X-Amz-Target"))
                .map(header -> header.getValue().getFirst()).map(name -> name.substring(name.indexOf('.') + 1))
                .findFirst().orElse("");
    }

    public JsonNode json() {
        return Json.read(body.length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : body);
    }

    public String path() {
        return uri.getPath();
    }

    public boolean hasQuery(String name) {
        return Optional.ofNullable(uri.getRawQuery()).filter(query -> ("&" + query).contains("&" + name)).isPresent();
    }

    /** The parameters of the query protocol. */
    public Map<String, String> form() {
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
            String[] parts = pair.split("=", 2);
            form.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return form;
    }
}
