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
        List<Filter> filters = filters(context);
        MappingOptions unfiltered = options(context, List.of());
        return context.orElse(unfiltered, () -> options(context, filters));
    }

    private static MappingOptions options(Context context, List<Filter> filters) {
        return new MappingOptions(context.number("batchSize", MappingOptions.BATCH_SIZE).orElse(100),
                context.number("batchWindow", MappingOptions.BATCH_WINDOW), filters);
    }

    private static List<Filter> filters(Context context) {
        return context.json("filters").map(text -> context.orElse(List.<Filter>of(), () -> Filter.parseAll(text)))
                .orElse(List.of());
    }
}
