package io.github.rabbitlambda.operations.cleanup;

import io.github.rabbitlambda.operations.network.MqBrokers;
import io.github.rabbitlambda.operations.OperationFailedException;
import io.github.rabbitlambda.operations.cleanup.Interfaces.Interface;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One check of a function's remaining mappings. It requests the deletion of remaining mappings again, and separates
 * interfaces that will be deleted from those that other mappings need.
 */
final class Cleanup {
    private static final int MOST_NAMED = 10;

    private final Mappings mappings;
    private final Interfaces interfaces;
    private final MqBrokers brokers;
    private final Clock clock;
    private final Consumer<String> log;

    Cleanup(Mappings mappings, Interfaces interfaces, MqBrokers brokers, Clock clock, Consumer<String> log) {
        this.mappings = mappings;
        this.interfaces = interfaces;
        this.brokers = brokers;
        this.clock = clock;
        this.log = log;
    }

    /** Returns whether the clean-up is complete. After the deadline it throws if the network is the stack's own. */
    boolean isDone(CleanupRequest request) {
        List<Object> left = left(request);
        if (left.isEmpty()) {
            return true;
        }
        log.accept("waiting for " + left);
        return request.deadline().isOver(clock.instant()) && giveUp(request, left);
    }

    private List<Object> left(CleanupRequest request) {
        List<Mapping> all = mappings.list();
        List<Object> left = new ArrayList<>(all.stream().filter(request::isOurs).toList());
        all.stream().filter(request::isOurs).forEach(mappings::delete);
        left.addAll(waitedFor(request,
                all.stream().filter(mapping -> !request.isOurs(mapping) && !mapping.isGoing()).toList()));
        return left;
    }

    private List<Interface> waitedFor(CleanupRequest request, List<Mapping> others) {
        Set<String> live = others.stream().map(Mapping::uuid).collect(Collectors.toSet());
        Map<String, Optional<MqBrokers.Placement>> placements = new HashMap<>();
        return interfaces.in(request).stream().filter(candidate -> !candidate.isNamedAfter(live))
                .filter(candidate -> others.stream().noneMatch(other -> needs(request, other, candidate, placements)))
                .toList();
    }

    /**
     * Whether another mapping needs the interface: one of this broker, or of a broker in the same subnets and groups.
     */
    private boolean needs(CleanupRequest request, Mapping other, Interface its,
            Map<String, Optional<MqBrokers.Placement>> placements) {
        return other.isOnAmazonMq() && (request.brokerArn().filter(other::isOn).isPresent()
                || placements.computeIfAbsent(other.eventSourceArn(), this::placement).filter(its::couldServe)
                        .isPresent());
    }

    /**
     * A broker whose network is unknown counts as elsewhere, so the clean-up waits for the interface until the
     * deadline.
     */
    private Optional<MqBrokers.Placement> placement(String brokerArn) {
        try {
            return Optional.of(brokers.describe(brokerArn));
        } catch (OperationFailedException unknown) {
            log.accept(unknown.getMessage());
            return Optional.empty();
        }
    }

    private boolean giveUp(CleanupRequest request, List<Object> left) {
        String told = "After %d minutes there is still left of the event source mapping: %s.".formatted(
                request.deadline().minutes(), listed(left));
        if (request.ownsNetwork()) {
            throw new OperationFailedException(told
                    + " Lambda needs the listener's role to delete its interfaces, so the role is kept: destroy "
                    + "the stack again in some minutes, and if they stay, delete them by hand with aws ec2 "
                    + "delete-network-interface");
        }
        log.accept(told + " The network is shared, so the stack goes on without them");
        return true;
    }

    /** CloudFormation takes answers of 4,096 bytes at most, so only the first few are named. */
    private static String listed(List<Object> left) {
        String named = left.stream().limit(MOST_NAMED).map(String::valueOf).collect(Collectors.joining(", "));
        return left.size() <= MOST_NAMED
                ? named
                : "%s and %d more (the function's log names all)".formatted(named, left.size() - MOST_NAMED);
    }
}
