package io.github.rabbitlambda.local.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.rabbitlambda.validation.FilterPattern;
import io.github.rabbitlambda.validation.FilterPattern.DataKind;
import software.amazon.event.ruler.Machine;

/**
 * One filter pattern in EventBridge's language, compared by AWS's own rule engine. If the body and the {@code data}
 * pattern are of different kinds, only the other keys of the pattern are compared, as in AWS's table
 * (https://docs.aws.amazon.com/lambda/latest/dg/with-mq-filtering.html).
 */
final class Filter {
    private static final String EMPTY = "{}";

    private final FilterPattern pattern;
    private final @Nullable Machine whole;
    private final @Nullable Machine withoutData;

    private Filter(FilterPattern pattern) {
        this.pattern = pattern;
        this.whole = machine(pattern.json());
        this.withoutData = machine(pattern.jsonWithoutData());
    }

    /** Null for an empty pattern, which matches every message. */
    private static @Nullable Machine machine(String pattern) {
        if (pattern.equals(EMPTY)) {
            return null;
        }
        try {
            Machine machine = Machine.builder().build();
            machine.addRule("filter", pattern);
            return machine;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Filter parse(String text) {
        return new Filter(FilterPattern.parse(text));
    }

    boolean matches(Body body, ObjectNode message) {
        Machine machine = comparesData(body.kind()) ? whole : withoutData;
        return machine == null || !machine.rulesForJSONEvent(message).isEmpty();
    }

    private boolean comparesData(Body.Kind kind) {
        return pattern.dataKind().map(data -> kind == (data == DataKind.JSON ? Body.Kind.JSON : Body.Kind.TEXT))
                .orElse(true);
    }

    List<String> warnings() {
        List<String> warnings = new ArrayList<>(pattern.losses());
        warnings.addAll(pattern.warnings());
        return warnings;
    }
}
