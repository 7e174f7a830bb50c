package io.github.rabbitlambda.function.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.rabbitlambda.function.message.HeaderValue.LongString;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String X_RAY = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

    @Test
    void readsW3cAndXRay() {
        TraceContext trace = trace("traceparent", PARENT, "tracestate", "a=b", "X-Amzn-Trace-Id", X_RAY);

        assertThat(trace.traceparent()).contains(PARENT);
        assertThat(trace.traceId()).contains("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(trace.parentId()).contains("00f067aa0ba902b7");
        assertThat(trace.tracestate()).contains("a=b");
        assertThat(trace.xRay()).contains(X_RAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"bytes\":%s}", "%s"})
    void readsATraceThatIsGivenAsBytes(String form) {
        TraceContext trace = Events.message("{\"headers\":{\"traceparent\":" + asBytes(PARENT, form)
                + ",\"tracestate\":" + asBytes("a=b", form) + ",\"X-Amzn-Trace-Id\":" + asBytes(X_RAY, form) + "}}")
                .trace();

        assertThat(trace.traceparent()).contains(PARENT);
        assertThat(trace.tracestate()).contains("a=b");
        assertThat(trace.xRay()).contains(X_RAY);
    }

    @Test
    void readsALaterVersionOfW3c() {
        assertThat(trace("traceparent", "cc" + PARENT.substring(2) + "-what-the-future-holds").traceId()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01"})
    void takesNothingElseForATraceparent(String parent) {
        TraceContext trace = trace("traceparent", parent, "tracestate", "a=b");

        assertThat(trace.traceparent()).isEmpty();
        assertThat(trace.tracestate()).isEmpty();
        assertThat(trace.traceId()).isEmpty();
        assertThat(trace.parentId()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Root=1-5759e988", "Root=1-5759e988-bd862e3fe1be46a994272793;\nx"})
    void takesNothingElseForAnXRayHeader(String xRay) {
        assertThat(trace("X-Amzn-Trace-Id", xRay).xRay()).isEmpty();
    }

    @Test
    void aMessageWithoutHeadersHasNoTrace() {
        TraceContext trace = Events.message("{}").trace();

        assertThat(trace.traceparent()).isEmpty();
        assertThat(trace.xRay()).isEmpty();
    }

    private static String asBytes(String text, String form) {
        return form.formatted(Arrays.toString(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static TraceContext trace(String... headers) {
        Map<String, HeaderValue> values = new LinkedHashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            values.put(headers[i], LongString.of(headers[i + 1]));
        }
        return TraceContext.of(Headers.of(values));
    }
}
