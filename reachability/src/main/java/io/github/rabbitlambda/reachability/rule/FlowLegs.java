package io.github.rabbitlambda.reachability.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.rabbitlambda.reachability.network.FlowLeg;
import io.github.rabbitlambda.reachability.network.PossibleAddresses;
import io.github.rabbitlambda.reachability.network.Subnet;

/** The legs of all flows, each once. Network ACLs are stateless, so the answers of a flow have legs of their own. */
final class FlowLegs {
    private static final int FIRST_ANSWER_PORT = 1024;
    private static final int LAST_PORT = 65535;
    private static final String INTERNET = "the internet";

    private final Map<String, FlowLeg> legs = new LinkedHashMap<>();
    private final Map<String, Set<String>> targets = new HashMap<>();

    List<FlowLeg> all() {
        return new ArrayList<>(legs.values());
    }

    /** The targets of the paths that some of the legs belong to. */
    List<String> targets(Collection<FlowLeg> some) {
        return some.stream().flatMap(leg -> targets.get(key(leg)).stream()).distinct().toList();
    }

    // Network ACLs don't apply inside one subnet: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
    void between(Subnet from, Subnet to, int port, String target) {
        if (isOne(from, to)) {
            return;
        }
        add(new FlowLeg(from, true, to.show(), to.addresses(), port, port), target);
        add(new FlowLeg(to, false, from.show(), from.addresses(), port, port), target);
        add(new FlowLeg(to, true, from.show(), from.addresses(), FIRST_ANSWER_PORT, LAST_PORT), target);
        add(new FlowLeg(from, false, to.show(), to.addresses(), FIRST_ANSWER_PORT, LAST_PORT), target);
    }

    void throughNat(Subnet from, Subnet nat, String target) {
        toInternet(from, target);
        toInternet(nat, target);
        if (!isOne(from, nat)) {
            add(new FlowLeg(nat, false, from.show(), from.addresses(), R10HttpsEgress.HTTPS, R10HttpsEgress.HTTPS),
                    target);
            add(new FlowLeg(nat, true, from.show(), from.addresses(), FIRST_ANSWER_PORT, LAST_PORT), target);
        }
    }

    private void toInternet(Subnet from, String target) {
        PossibleAddresses internet = PossibleAddresses.internet();
        add(new FlowLeg(from, true, INTERNET, internet, R10HttpsEgress.HTTPS, R10HttpsEgress.HTTPS), target);
        add(new FlowLeg(from, false, INTERNET, internet, FIRST_ANSWER_PORT, LAST_PORT), target);
    }

    private static boolean isOne(Subnet from, Subnet to) {
        return from.value().key().equals(to.value().key());
    }

    private void add(FlowLeg leg, String target) {
        legs.putIfAbsent(key(leg), leg);
        targets.computeIfAbsent(key(leg), key -> new LinkedHashSet<>()).add(target);
    }

    private static String key(FlowLeg leg) {
        return leg.at().value().key() + leg.show();
    }
}
