package io.github.rabbitlambda.reachability.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.rabbitlambda.reachability.value.AddressRange;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.UnknownReason;

/**
 * The routes of one table that may lead to the internet. For each address the longest matching prefix decides.
 * <p>
 * Two addresses between which no route's block starts or ends have the same route, so one address of each such area is
 * enough: for routes to 0.0.0.0/1 and 128.0.0.0/1 these are the first public address, 128.0.0.0, and the first address
 * after each range that is not used on the internet.
 */
record RouteTable(String name, List<Candidate> candidates) {
    private static final String NO_ROUTE = " has no 0.0.0.0/0";

    /**
     * A route that may be taken.
     *
     * @param applies whether it exists and belongs to the table
     * @param block its destination, empty where it isn't known
     */
    record Candidate(ResolvedResource route, Answer applies, Optional<AddressRange> block) {
        boolean matches(long address) {
            return block.isEmpty() || block.get().first() <= address && address <= block.get().last();
        }

        long size() {
            return block.map(AddressRange::size).orElse(0L);
        }

        Answer isTaken() {
            return block.isPresent()
                    ? applies
                    : applies.and(Answer.maybe(new UnknownReason("the destination of route `" + route.id() + "`",
                            "give its DestinationCidrBlock",
                            route.get("DestinationCidrBlock").unknownReason().openParameters())));
        }
    }

    /** What happens to packets to the internet, given what happens at the target of a route. */
    RouteResult toInternet(Function<ResolvedResource, RouteResult> target) {
        List<RouteResult> results = boundaries().stream().map(address -> routed(address, target)).distinct().toList();
        RouteResult first = results.getFirst();
        if (results.size() == 1) {
            return first;
        }
        if (results.stream().allMatch(result -> result.answer().isNo())) {
            return results.stream().filter(result -> !result.explanation().endsWith(NO_ROUTE)).findFirst()
                    .orElse(first);
        }
        Answer all = Answer.all(results.stream().map(RouteResult::answer).toList());
        return all.isNo()
                ? RouteResult.unknown(UnknownReason.of(
                        "route table `" + name + "`, which sends only a part of the internet to a gateway,",
                        "give it one route for 0.0.0.0/0"))
                : new RouteResult(all, first.explanation(),
                        results.stream().flatMap(result -> result.hops().stream()).distinct().toList());
    }

    /** The addresses at which another route may be taken than for the previous address. */
    private TreeSet<Long> boundaries() {
        TreeSet<Long> starts = new TreeSet<>();
        for (AddressRange range : AddressSet.INTERNET.ranges()) {
            starts.add(range.first());
            candidates.stream().flatMap(candidate -> candidate.block().stream())
                    .flatMap(block -> Stream.of(block.first(), block.last() + 1))
                    .filter(start -> range.first() <= start && start <= range.last()).forEach(starts::add);
        }
        return starts;
    }

    private RouteResult routed(long address, Function<ResolvedResource, RouteResult> target) {
        List<Candidate> matching = candidates.stream().filter(candidate -> candidate.matches(address))
                .sorted(Comparator.comparingLong(Candidate::size)).toList();
        List<UnknownReason> reasons = new ArrayList<>();
        for (Candidate candidate : matching) {
            if (candidate.isTaken().isYes()) {
                RouteResult result = target.apply(candidate.route());
                return reasons.isEmpty() ? result : RouteResult.unknown(reasons);
            }
            reasons.addAll(candidate.isTaken().reasons());
        }
        return reasons.isEmpty()
                ? RouteResult.no("route table " + name + NO_ROUTE)
                : RouteResult.unknown(reasons);
    }
}
