package io.github.rabbitlambda.infra;

import io.github.rabbitlambda.infra.Context.Range;
import java.util.List;
import java.util.Optional;

/**
 * How messages are batched and filtered.
 *
 * @param batchWindow
 *            seconds; empty for Lambda's 500 ms, to which a mapping can't return once it had a window
 */
record MappingOptions(int batchSize, Optional<Integer> batchWindow, List<Filter> filters) {
    // https://docs.aws.amazon.com/lambda/latest/dg/services-mq-params.html
    private static final Range SIZE = new Range(1, 10_000, "these are the batch sizes of Amazon MQ mappings");
    private static final Range WINDOW = new Range(0, 300, "the window is in whole seconds, five minutes at most");
    // https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
    private static final int MOST_FILTERS = 5;

    MappingOptions {
        filters = List.copyOf(filters);
        if (filters.size() > MOST_FILTERS) {
            throw Refusal.of("filters", "at most 5 patterns", filters.size() + " patterns",
                    "Lambda takes no more without a raised quota");
        }
    }

    static MappingOptions of(Context context) {
        return new MappingOptions(context.number("batchSize", SIZE).orElse(100),
                context.number("batchWindow", WINDOW), Filter.all(context));
    }
}
