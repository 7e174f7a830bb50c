package io.github.rabbitlambda.function.message;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The trace that a message belongs to, from its headers: {@code traceparent} and {@code tracestate} (W3C) and
 * {@code X-Amzn-Trace-Id} (X-Ray), as texts or as byte arrays. Malformed values count as absent. Immutable.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>
 */
public final class TraceContext {
    private static final Pattern PARENT = Pattern
            .compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}(-.*)?");
    private static final Pattern X_RAY = Pattern
            .compile("[\\w=:;.-]*Root=1-[0-9a-fA-F]{8}-[0-9a-fA-F]{24}[\\w=:;.-]*");

    private final @Nullable String traceparent;
    private final @Nullable String tracestate;
    private final @Nullable String xRay;

    private TraceContext(@Nullable String traceparent, @Nullable String tracestate, @Nullable String xRay) {
        this.traceparent = traceparent;
        this.tracestate = tracestate;
        this.xRay = xRay;
    }

    static TraceContext of(Headers headers) {
        String parent = text(headers, "traceparent").filter(PARENT.asMatchPredicate()).orElse(null);
        String state = parent == null ? null : text(headers, "tracestate").orElse(null);
        return new TraceContext(parent, state, text(headers, "X-Amzn-Trace-Id")
                .filter(X_RAY.asMatchPredicate()).orElse(null));
    }

    /** Some publishers write all headers as bytes. */
    private static Optional<String> text(Headers headers, String name) {
        return headers.bytes(name).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    public Optional<String> traceparent() {
        return Optional.ofNullable(traceparent);
    }

    /** Absent if {@link #traceparent} is absent, because it has no meaning alone. */
    public Optional<String> tracestate() {
        return Optional.ofNullable(tracestate);
    }

    /** The header X-Amzn-Trace-Id as the publisher sent it. */
    public Optional<String> xRay() {
        return Optional.ofNullable(xRay);
    }

    /** The 32 hexadecimal digits in {@link #traceparent}. */
    public Optional<String> traceId() {
        return traceparent().map(PARENT::matcher).filter(Matcher::matches).map(matcher -> matcher.group(1));
    }

    /** The 16 hexadecimal digits in {@link #traceparent}: the publisher's span. */
    public Optional<String> parentId() {
        return traceparent().map(PARENT::matcher).filter(Matcher::matches).map(matcher -> matcher.group(2));
    }
}
