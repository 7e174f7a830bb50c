package io.github.rabbitlambda.reachability.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.rabbitlambda.reachability.network.FlowLeg;
import io.github.rabbitlambda.reachability.network.PossibleAddresses;
import io.github.rabbitlambda.reachability.network.Subnet;

/** The legs of all flows, each once. Network ACLs are stateless, so the answers of a flow have legs of their own. */
final class FlowLegs {
    private static final int FIRST_ANSWER_PORT = 1024;
    private static final int LAST_PORT = 65535;
    private static final String INTERNET = "the internet";

    private final Map<String, FlowLeg> legs = new LinkedHashMap<>();

    List<FlowLeg> all() {
        return new ArrayList<>(legs.values());
    }

    // Network ACLs don't apply inside one subnet: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
    void between(Subnet from, Subnet to, int port) {
        if (isOne(from, to)) {
            return;
        }
        add(new FlowLeg(from, true, to.show(), to.addresses(), port, port));
        add(new FlowLeg(to, false, from.show(), from.addresses(), port, port));
        add(new FlowLeg(to, true, from.show(), from.addresses(), FIRST_ANSWER_PORT, LAST_PORT));
        add(new FlowLeg(from, false, to.show(), to.addresses(), FIRST_ANSWER_PORT, LAST_PORT));
    }

    void throughNat(Subnet from, Subnet nat) {
        toInternet(from);
        toInternet(nat);
        if (!isOne(from, nat)) {
            add(new FlowLeg(nat, false, from.show(), from.addresses(), R10HttpsEgress.HTTPS, R10HttpsEgress.HTTPS));
            add(new FlowLeg(nat, true, from.show(), from.addresses(), FIRST_ANSWER_PORT, LAST_PORT));
        }
    }

    private void toInternet(Subnet from) {
        PossibleAddresses internet = PossibleAddresses.internet();
        add(new FlowLeg(from, true, INTERNET, internet, R10HttpsEgress.HTTPS, R10HttpsEgress.HTTPS));
        add(new FlowLeg(from, false, INTERNET, internet, FIRST_ANSWER_PORT, LAST_PORT));
    }

    private static boolean isOne(Subnet from, Subnet to) {
        return from.value().key().equals(to.value().key());
    }

    private void add(FlowLeg leg) {
        legs.putIfAbsent(leg.at().value().key() + leg.show(), leg);
    }
}
