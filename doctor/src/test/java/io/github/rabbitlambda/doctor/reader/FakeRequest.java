package io.github.rabbitlambda.doctor.reader;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;

import io.github.rabbitlambda.doctor.snapshot.Call;

/**
 * What a client asks of a service.
 *
 * @param input by the names of {@link Call#inputs()}
 * @param page the token of a page, if it isn't the first one
 */
record FakeRequest(Call call, Map<String, String> input, Optional<String> page) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern SIGNED_FOR = Pattern.compile("Credential=[^/]+/\\d+/[^/]+/([^/]+)/aws4_request");
    private static final List<String> PAGE = List.of("Marker", "NextToken", "nextToken");

    /** A REST call: its path, whose groups are values of its inputs. */
    private record Path(Call call, Pattern pattern) {
        static Path of(Call call, String pattern) {
            return new Path(call, Pattern.compile(pattern));
        }
    }

    private static final List<Path> PATHS = List.of(
            Path.of(Call.LIST_EVENT_SOURCE_MAPPINGS, "/2015-03-31/event-source-mappings/?"),
            Path.of(Call.GET_EVENT_SOURCE_MAPPING, "/2015-03-31/event-source-mappings/([^/]+)"),
            Path.of(Call.GET_FUNCTION_CONFIGURATION, "/2015-03-31/functions/([^/]+)/configuration"),
            Path.of(Call.GET_FUNCTION_CONCURRENCY, "/2019-09-30/functions/([^/]+)/concurrency"),
            Path.of(Call.GET_ACCOUNT_SETTINGS, "/2016-08-19/account-settings/?"),
            Path.of(Call.LIST_BROKERS, "/v1/brokers"), Path.of(Call.DESCRIBE_BROKER, "/v1/brokers/([^/]+)"));

    static FakeRequest of(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        URI uri = exchange.getRequestURI();
        return switch (service(exchange)) {
            case "lambda", "mq" -> rest(uri);
            case "monitoring" -> metrics(uri, body);
            case "secretsmanager" -> json("secretsmanager", target, body);
            case "kms" -> json("kms", target, body);
            case String service -> query(service, parameters(new String(body, StandardCharsets.UTF_8)));
        };
    }

    /** The service that the request is signed for. */
    private static String service(HttpExchange exchange) {
        Matcher signed = SIGNED_FOR.matcher(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!signed.find()) {
            throw new IllegalArgumentException("the request is signed for no service");
        }
        return signed.group(1);
    }

    private static FakeRequest rest(URI uri) {
        for (Path path : PATHS) {
            Matcher found = path.pattern().matcher(uri.getRawPath());
            if (found.matches()) {
                Map<String, String> given = parameters(Optional.ofNullable(uri.getRawQuery()).orElse(""));
                if (found.groupCount() == 1) {
                    given.put(path.call().inputs().getFirst(), decoded(found.group(1)));
                }
                return of(path.call(), given);
            }
        }
        throw new IllegalArgumentException("no call has the path " + uri);
    }

    private static FakeRequest json(String service, String target, byte[] body) throws IOException {
        Map<String, String> given = new HashMap<>();
        JSON.readTree(body).properties().forEach(entry -> given.put(entry.getKey(), entry.getValue().asText()));
        return of(call(service, target.substring(target.indexOf('.') + 1)), given);
    }

    private static FakeRequest query(String service, Map<String, String> parameters) {
        Map<String, String> given = new HashMap<>(parameters);
        for (int filter = 1; parameters.containsKey("Filter." + filter + ".Name"); filter++) {
            String prefix = "Filter." + filter + ".Value.";
            given.put(parameters.get("Filter." + filter + ".Name"), String.join(",",
                    Stream.iterate(1, value -> parameters.containsKey(prefix + value), value -> value + 1)
                            .map(value -> parameters.get(prefix + value)).toList()));
        }
        return of(call(service, parameters.get("Action")), given);
    }

    private static FakeRequest metrics(URI uri, byte[] body) throws IOException {
        JsonNode request = CborBody.read(body);
        Map<String, String> given = new HashMap<>();
        given.put("Subject", request.at("/MetricDataQueries/0/MetricStat/Metric/Dimensions/0/Value").asText());
        if (request.has("NextToken")) {
            given.put("NextToken", request.get("NextToken").asText());
        }
        String path = uri.getPath();
        return of(call("cloudwatch", path.substring(path.lastIndexOf('/') + 1)), given);
    }

    private static FakeRequest of(Call call, Map<String, String> given) {
        Map<String, String> input = new TreeMap<>();
        call.inputs().stream().filter(given::containsKey).forEach(name -> input.put(name, given.get(name)));
        return new FakeRequest(call, input, PAGE.stream().filter(given::containsKey).map(given::get).findFirst());
    }

    private static Call call(String service, String operation) {
        return Arrays.stream(Call.values()).filter(call -> call.action().equals(service + ":" + operation)).findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("the doctor makes no call " + service + ":" + operation));
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : text.split("&")) {
            int end = parameter.indexOf('=');
            if (end > 0) {
                parameters.put(decoded(parameter.substring(0, end)), decoded(parameter.substring(end + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
