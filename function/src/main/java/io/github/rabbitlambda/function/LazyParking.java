package io.github.rabbitlambda.function;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Makes the parking when something is parked for the first time: most invocations park nothing and should not wait for
 * the AWS SDK to load. Used by one thread at a time.
 */
final class LazyParking implements Parking {
    private final Supplier<Parking> maker;
    private @Nullable Parking made;

    LazyParking(Supplier<Parking> maker) {
        this.maker = maker;
    }

    @Override
    public Left park(List<Failure> failures, Invocation invocation) {
        Parking parking = made;
        if (parking == null) {
            parking = maker.get();
            made = parking;
        }
        return parking.park(failures, invocation);
    }
}
