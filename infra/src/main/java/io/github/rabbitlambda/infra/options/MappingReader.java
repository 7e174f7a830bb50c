package io.github.rabbitlambda.infra.options;

import io.github.rabbitlambda.constructs.options.Filter;
import io.github.rabbitlambda.constructs.options.MappingOptions;
import java.util.List;

/**
 * Reads how the mapping batches and filters.
 */
final class MappingReader {
    private MappingReader() {}

    static MappingOptions read(Context context) {
        return new MappingOptions(context.number("batchSize", MappingOptions.BATCH_SIZE).orElse(100),
                context.number("batchWindow", MappingOptions.BATCH_WINDOW), filters(context));
    }

    private static List<Filter> filters(Context context) {
        return context.text("filters").map(Filter::parseAll).orElse(List.of());
    }
}
