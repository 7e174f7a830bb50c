package io.github.rabbitlambda.reachability.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

import io.github.rabbitlambda.reachability.value.AddressRange;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

/** Where packets from a subnet to the internet go. */
public final class Routes {
    private final Deployment deployment;
    private final Gateways gateways;

    public Routes(Deployment deployment) {
        this.deployment = deployment;
        this.gateways = new Gateways(deployment, this);
    }

    /**
     * How packets leave.
     *
     * @param answer whether they get where they must
     * @param story for a no, the fact with its place
     * @param hops for a yes, what they pass
     */
    public record Outcome(Answer answer, String story, List<Hop> hops) {
        static Outcome no(String story) {
            return new Outcome(Answer.NO, story, List.of());
        }

        static Outcome unknown(UnknownReason reason) {
            return new Outcome(Answer.maybe(reason), reason.what(), List.of());
        }
    }

    /** Through a NAT gateway: the way that interfaces without a public address can take. */
    Outcome throughNat(Subnet subnet) {
        return leaving(subnet, route -> gateways.nat(route, subnet));
    }

    /** Straight through an internet gateway: the way that a NAT gateway itself takes. */
    public Outcome throughInternetGateway(Subnet subnet) {
        return leaving(subnet, route -> gateways.internet(route, subnet));
    }

    /** The route table of a subnet, or why it isn't known; empty for the main table. */
    public record Table(Optional<Value> table, Optional<UnknownReason> reason) {}

    public Table tableOf(Subnet subnet) {
        List<UnknownReason> reasons = new ArrayList<>();
        for (ResolvedResource association : deployment.ofType("AWS::EC2::SubnetRouteTableAssociation")) {
            Answer applies = association.present().and(association.get("SubnetId").sameAs(subnet.value()));
            if (applies.isYes()) {
                return new Table(Optional.of(association.get("RouteTableId")), Optional.empty());
            }
            reasons.addAll(applies.reasons());
        }
        if (subnet.resource().isEmpty()) {
            reasons.add(subnet.unseen());
        }
        return new Table(Optional.empty(), reasons.stream().findFirst());
    }

    private Outcome leaving(Subnet subnet, Function<ResolvedResource, Outcome> target) {
        Table table = tableOf(subnet);
        if (table.reason().isPresent()) {
            return Outcome.unknown(table.reason().get());
        }
        if (table.table().isEmpty()) {
            return Outcome.no("subnet " + subnet.name()
                    + " has no route table of its own, and the main route table has the local route only");
        }
        Value id = table.table().get();
        boolean seen = deployment.find(id, "AWS::EC2::RouteTable").isPresent();
        List<Candidate> candidates = new ArrayList<>();
        for (ResolvedResource route : deployment.ofType("AWS::EC2::Route")) {
            Answer applies = route.present().and(route.get("RouteTableId").sameAs(id));
            if (!applies.isNo() && mayLeadOut(route)) {
                candidates.add(new Candidate(route, applies, block(route)));
            }
        }
        if (!seen) {
            UnknownReason reason = id.unknownReason();
            return Outcome.unknown(new UnknownReason("the route table of " + subnet.name() + ", " + reason.what() + ",",
                    "check it with the template that declares the route table", reason.openParameters()));
        }
        return decide(name(id), candidates, target);
    }

    private String name(Value table) {
        return deployment.find(table, "AWS::EC2::RouteTable").map(ResolvedResource::id).orElse(table.show());
    }

    private record Candidate(ResolvedResource route, Answer applies, Optional<AddressRange> block) {
        boolean leads(long address) {
            return block.isEmpty() || block.get().first() <= address && address <= block.get().last();
        }

        long size() {
            return block.map(AddressRange::size).orElse(0L);
        }

        Answer certain() {
            return block.isPresent()
                    ? applies
                    : applies.and(Answer.maybe("the destination of route `" + route.id() + "`",
                            "give its DestinationCidrBlock"));
        }
    }

    private static boolean mayLeadOut(ResolvedResource route) {
        boolean version6 = route.get("DestinationCidrBlock").isMissing()
                && route.get("DestinationPrefixListId").isMissing();
        return !version6
                && block(route).map(block -> AddressSet.INTERNET.meets(new AddressSet(List.of(block)))).orElse(true);
    }

    private static Optional<AddressRange> block(ResolvedResource route) {
        return route.text("DestinationCidrBlock").flatMap(AddressRange::parse);
    }

    private static Outcome decide(String table, List<Candidate> candidates,
            Function<ResolvedResource, Outcome> target) {
        List<Outcome> outcomes = new ArrayList<>();
        for (long address : boundaries(candidates)) {
            outcomes.add(at(address, table, candidates, target));
        }
        List<Outcome> distinct = outcomes.stream().distinct().toList();
        if (distinct.size() == 1) {
            return distinct.getFirst();
        }
        Outcome first = distinct.getFirst();
        if (distinct.stream().allMatch(outcome -> outcome.answer().isNo())) {
            return distinct.stream().filter(outcome -> !outcome.story().endsWith(NONE)).findFirst().orElse(first);
        }
        Answer all = Answer.all(distinct.stream().map(Outcome::answer).toList());
        return all.isNo()
                ? Outcome.unknown(
                        UnknownReason.of(
                                "route table `" + table + "`, which sends only a part of the internet to a gateway,",
                                "give it one route for 0.0.0.0/0"))
                : new Outcome(all, first.story(),
                        distinct.stream().flatMap(outcome -> outcome.hops().stream()).distinct().toList());
    }

    static final String NONE = " has no 0.0.0.0/0";

    private static TreeSet<Long> boundaries(List<Candidate> candidates) {
        TreeSet<Long> starts = new TreeSet<>();
        for (AddressRange part : AddressSet.INTERNET.blocks()) {
            starts.add(part.first());
            candidates.stream().flatMap(candidate -> candidate.block().stream())
                    .flatMap(block -> List.of(block.first(), block.last() + 1).stream())
                    .filter(start -> part.first() <= start && start <= part.last()).forEach(starts::add);
        }
        return starts;
    }

    private static Outcome at(long address, String table, List<Candidate> candidates,
            Function<ResolvedResource, Outcome> target) {
        List<Candidate> leading = candidates.stream().filter(candidate -> candidate.leads(address))
                .sorted(Comparator.comparingLong(Candidate::size)).toList();
        List<UnknownReason> reasons = new ArrayList<>();
        for (Candidate candidate : leading) {
            if (!candidate.certain().isYes()) {
                reasons.addAll(candidate.certain().reasons());
                continue;
            }
            Outcome outcome = target.apply(candidate.route());
            return reasons.isEmpty()
                    ? outcome
                    : new Outcome(new Answer(Answer.Truth.MAYBE, reasons, List.of()), "", List.of());
        }
        return reasons.isEmpty()
                ? Outcome.no("route table " + table + NONE)
                : new Outcome(new Answer(Answer.Truth.MAYBE, reasons, List.of()), "", List.of());
    }
}
