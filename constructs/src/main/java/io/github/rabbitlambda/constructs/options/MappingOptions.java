package io.github.rabbitlambda.constructs.options;

import java.util.List;
import java.util.Optional;

/**
 * How the mapping batches and filters messages.
 *
 * @param batchWindow
 *            seconds; if empty, Lambda's default of 500 ms, which a mapping can't return to once it has a window
 */
public record MappingOptions(int batchSize, Optional<Integer> batchWindow, List<Filter> filters) {
    // https://docs.aws.amazon.com/lambda/latest/dg/services-mq-params.html
    public static final Range BATCH_SIZE = new Range(1, 10_000, "these are the batch sizes of Amazon MQ mappings");
    public static final Range BATCH_WINDOW = new Range(0, 300, "the window is in whole seconds, five minutes at most");
    // https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
    private static final int MAXIMUM_FILTERS = 5;

    public MappingOptions {
        Mistakes mistakes = new Mistakes();
        mistakes.in(() -> BATCH_SIZE.check("batchSize", batchSize));
        mistakes.in(() -> batchWindow.ifPresent(window -> BATCH_WINDOW.check("batchWindow", window)));
        mistakes.throwIfAny();
        filters = List.copyOf(filters);
        if (filters.size() > MAXIMUM_FILTERS) {
            throw Refusal.of("filters", "at most 5 patterns", filters.size() + " patterns",
                    "Lambda takes no more without a raised quota");
        }
    }
}
