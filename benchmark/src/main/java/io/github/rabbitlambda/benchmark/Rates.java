package io.github.rabbitlambda.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Messages a second, once a round. Not thread-safe. */
final class Rates {
    private final List<Double> rates = new ArrayList<>();

    void add(double rate) {
        rates.add(rate);
    }

    double median() {
        return rates.stream().sorted().toList().get(rates.size() / 2);
    }

    @Override
    public String toString() {
        return "%,.0f/s (%,.0f to %,.0f)".formatted(median(), Collections.min(rates), Collections.max(rates));
    }
}
