package io.github.rabbitlambda.reachability.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fn::Cidr: consecutive blocks of one size out of a larger one (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-cidr.html). */
final class CidrFunction {
    private CidrFunction() {}

    static Value apply(List<Value> arguments) {
        if (arguments.size() < 2) {
            return Value.unreadable("Fn::Cidr");
        }
        Optional<AddressRange> block = text(arguments.get(0)).flatMap(AddressRange::parse);
        Optional<Integer> count = text(arguments.get(1)).flatMap(CidrFunction::number);
        Optional<Integer> bits = arguments.size() < 3
                ? Optional.of(8)
                : text(arguments.get(2)).flatMap(CidrFunction::number);
        if (block.isEmpty() || count.isEmpty() || bits.isEmpty() || bits.get() > 31) {
            Value unknown = arguments.stream().filter(Value.Opaque.class::isInstance).findFirst()
                    .orElse(arguments.getFirst());
            return unknown instanceof Value.Opaque(String name, UnknownReason reason)
                    ? new Value.Opaque("Fn::Cidr of " + name, reason)
                    : Value.unknown("Fn::Cidr of " + arguments.getFirst().show(), "write the block");
        }
        List<Value> blocks = new ArrayList<>();
        long size = 1L << bits.get();
        for (int i = 0; i < Math.min(count.get(), 256); i++) {
            long first = block.get().first() + i * size;
            blocks.add(new Value.Text(AddressRange.show(first) + "/" + (32 - bits.get())));
        }
        return new Value.Items(blocks);
    }

    private static Optional<String> text(Value value) {
        return value instanceof Value.Text(String text) ? Optional.of(text) : Optional.empty();
    }

    private static Optional<Integer> number(String text) {
        return text.matches("\\d{1,3}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
}
