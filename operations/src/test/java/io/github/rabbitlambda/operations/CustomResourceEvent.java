package io.github.rabbitlambda.operations;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the Provider framework hands to a function, as a map that a test may add to. */
public final class CustomResourceEvent {
    private CustomResourceEvent() {}

    public static Map<String, Object> of(String requestType, Map<String, Object> properties) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("RequestType", requestType);
        event.put("ResourceProperties", properties);
        return event;
    }
}
