package io.github.rabbitlambda.reachability;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The answer by brute force: tries every packet between every two addresses, hop by hop. Written independently of the
 * checks: it shares only {@link RandomStack} with the code under test.
 */
final class PacketOracle {
    enum Answer {
        CONNECTS, PARTLY, FAILS
    }

    // One address of each part of the internet that a stack's rules and routes can tell apart.
    private static final List<String> INTERNET = List.of("1.1.1.1", "52.94.5.7", "130.1.2.3", "203.0.113.9");
    private static final int[] RETURN_PORTS = {1024, 1025, 5671, 5672, 5673, 32767, 32768, 65534, 65535};

    private final RandomStack stack;
    private boolean failed;
    private boolean partly;

    private PacketOracle(RandomStack stack) {
        this.stack = stack;
    }

    static Answer ask(RandomStack stack) {
        PacketOracle oracle = new PacketOracle(stack);
        oracle.tryAll();
        return oracle.failed ? Answer.FAILS : oracle.partly ? Answer.PARTLY : Answer.CONNECTS;
    }

    private void tryAll() {
        failed |= !stack.dnsSupport;
        for (int from = 0; from < stack.brokers; from++) {
            for (int to = 0; to < stack.brokers; to++) {
                inside(from, to, 5671, stack.brokerGroups);
            }
            for (String service : RandomStack.SERVICES) {
                service(from, service);
            }
        }
    }

    private void service(int from, String service) {
        List<RandomStack.Endpoint> resolving = stack.endpoints.stream()
                .filter(endpoint -> endpoint.service().equals(service) && endpoint.here() && endpoint.privateDns()
                        && endpoint.isInterface())
                .toList();
        if (resolving.isEmpty()) {
            outside(from);
            return;
        }
        failed |= !stack.dnsHostnames || resolving.size() > 1;
        for (RandomStack.Endpoint endpoint : resolving) {
            endpoint.subnets().forEach(to -> inside(from, to, 443, endpoint.groups()));
        }
    }

    private void inside(int from, int to, int port, List<String> groups) {
        for (int a = 0; a < 16; a++) {
            for (int b = 0; b < 16; b++) {
                long source = address(from, a);
                long target = address(to, b);
                boolean passes = group(stack.brokerGroups, false, port, target, groups)
                        && group(groups, true, port, source, stack.brokerGroups);
                if (from != to) {
                    passes &= acl(from, true, target, port) && acl(to, false, source, port);
                    for (int back : RETURN_PORTS) {
                        passes &= acl(to, true, source, back) && acl(from, false, target, back);
                    }
                }
                failed |= !passes;
            }
        }
    }

    private void outside(int from) {
        List<Boolean> results = new ArrayList<>();
        for (String name : INTERNET) {
            results.add(reaches(from, number(name)));
        }
        failed |= !results.contains(true);
        partly |= results.contains(true) && results.contains(false);
    }

    private boolean reaches(int from, long target) {
        String nat = hop(from, target);
        if (!stack.nats.containsKey(nat) || stack.privateNats.contains(nat)
                || !group(stack.brokerGroups, false, 443, target, List.of())) {
            return false;
        }
        int home = stack.nats.get(nat);
        boolean passes = hop(home, target).equals("Igw") && stack.attached && acl(from, true, target, 443)
                && acl(home, true, target, 443);
        for (int back : RETURN_PORTS) {
            passes &= acl(home, false, target, back) && acl(from, false, target, back);
        }
        for (int a = 0; a < 16 && from != home; a++) {
            passes &= acl(home, false, address(from, a), 443);
            for (int back : RETURN_PORTS) {
                passes &= acl(home, true, address(from, a), back);
            }
        }
        return passes;
    }

    private String hop(int subnet, long target) {
        return stack.tables.getOrDefault(stack.tableOf.getOrDefault(subnet, ""), List.of()).stream()
                .filter(route -> in(route.cidr(), target))
                .max(Comparator.comparingInt(route -> bits(route.cidr()))).map(RandomStack.Route::target).orElse("");
    }

    private boolean group(List<String> groups, boolean ingress, int port, long peer, List<String> peerGroups) {
        for (String group : groups) {
            if (!ingress && !stack.closed.contains(group)) {
                return true;
            }
            for (RandomStack.Rule rule : stack.rules) {
                boolean mine = rule.group().equals(group) && rule.ingress() == ingress;
                boolean tcp = rule.protocol().equals("-1")
                        || !rule.protocol().equals("udp") && rule.from() <= port && port <= rule.to();
                if (mine && tcp
                        && (rule.cidr().isEmpty() ? peerGroups.contains(rule.peerGroup()) : in(rule.cidr(), peer))) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean acl(int subnet, boolean egress, long peer, int port) {
        String acl = stack.aclOf.get(subnet);
        if (acl == null) {
            return true;
        }
        return stack.acls.get(acl).stream().sorted(Comparator.comparingInt(RandomStack.Entry::number))
                .filter(entry -> entry.egress() == egress && in(entry.cidr(), peer) && entry.from() <= port
                        && port <= entry.to())
                .findFirst().map(RandomStack.Entry::allow).orElse(false);
    }

    private static long address(int subnet, int host) {
        return number("10.0." + subnet + ".0") + host;
    }

    private static long number(String dotted) {
        long value = 0;
        for (String octet : dotted.split("\\.")) {
            value = value * 256 + Long.parseLong(octet);
        }
        return value;
    }

    private static int bits(String cidr) {
        return Integer.parseInt(cidr.substring(cidr.indexOf('/') + 1));
    }

    private static boolean in(String cidr, long address) {
        int shift = 32 - bits(cidr);
        return number(cidr.substring(0, cidr.indexOf('/'))) >> shift == address >> shift;
    }
}
