package io.github.rabbitlambda.reachability;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A random network around a private broker: one that works, with up to five random changes. Subnets are 10.0.n.0/28; the
 * first ones are the broker's.
 */
final class RandomStack {
    static final List<String> SERVICES = List.of("sts", "secretsmanager", "lambda");
    private static final List<String> PEERS = List.of("10.0.0.0/28", "10.0.0.0/29", "10.0.0.8/29", "10.0.1.0/28",
            "10.0.2.0/28", "10.0.0.0/16",
            "0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "192.168.0.0/24");
    private static final int[][] RANGES = {{5671, 5671}, {443, 443}, {5672, 5672}, {0, 65535}, {1024, 65535},
            {443, 5671}, {1, 442}, {32768, 65535}};

    /** A rule for tcp (or everything) from or to a group or a block. */
    record Rule(String group, boolean ingress, String protocol, int from, int to, String peerGroup, String cidr) {}

    record Entry(int number, boolean egress, boolean allow, String cidr, int from, int to) {}

    record Endpoint(String service, boolean here, boolean privateDns, boolean isInterface, List<Integer> subnets,
            List<String> groups) {}

    record Route(String cidr, String target) {}

    boolean dnsSupport = true;
    boolean dnsHostnames = true;
    boolean attached = true;
    int brokers = 1;
    int subnets;
    final List<String> brokerGroups = new ArrayList<>(List.of("Mine"));
    final List<Rule> rules = new ArrayList<>();
    final List<String> closed = new ArrayList<>(List.of("Mine"));
    final List<Endpoint> endpoints = new ArrayList<>();
    /** Route tables by name. */
    final Map<String, List<Route>> tables = new TreeMap<>();
    final Map<Integer, String> tableOf = new TreeMap<>();
    /** NAT gateways by name: the subnet, and whether it has an address. */
    final Map<String, Integer> nats = new TreeMap<>();
    final List<String> privateNats = new ArrayList<>();
    final Map<String, List<Entry>> acls = new TreeMap<>();
    final Map<Integer, String> aclOf = new TreeMap<>();

    private final Random random;

    RandomStack(long seed) {
        random = new Random(seed);
        brokers = 1 + random.nextInt(3);
        subnets = brokers + 2;
        boolean byNat = random.nextInt(3) == 0;
        rules.add(new Rule("Mine", true, pick(List.of("tcp", "6", "-1")), 5671, 5671, "Mine", ""));
        rules.add(new Rule("Mine", false, "tcp", 5671, 5671, "Mine", ""));
        rules.add(byNat
                ? new Rule("Mine", false, "tcp", 443, 443, "", "0.0.0.0/0")
                : new Rule("Mine", false, "tcp", 443, 443, "Theirs", ""));
        rules.add(new Rule("Theirs", true, pick(List.of("tcp", "6")), 443, 443, "Mine", ""));
        tables.put("Private", new ArrayList<>());
        tables.put("Public", new ArrayList<>(List.of(new Route("0.0.0.0/0", "Igw"))));
        for (int subnet = 0; subnet < subnets - 1; subnet++) {
            tableOf.put(subnet, "Private");
        }
        tableOf.put(subnets - 1, "Public");
        nats.put("NatA", subnets - 1);
        nats.put("NatB", subnets - 1);
        tables.put("PrivateB", new ArrayList<>());
        if (random.nextBoolean()) {
            tableOf.put(random.nextInt(subnets - 1), "PrivateB");
        }
        if (byNat) {
            tables.get("Private").add(new Route("0.0.0.0/0", "NatA"));
            tables.get("PrivateB").add(new Route("0.0.0.0/0", "NatB"));
        } else {
            SERVICES.forEach(service -> endpoints
                    .add(new Endpoint(service, true, true, true, List.of(random.nextInt(subnets)), List.of("Theirs"))));
        }
        for (int changes = random.nextInt(6); changes > 0; changes--) {
            change();
        }
    }

    private void change() {
        switch (random.nextInt(14)) {
            case 0 -> dnsSupport = random.nextInt(3) > 0;
            case 1 -> dnsHostnames = random.nextInt(3) > 0;
            case 2 -> attached = random.nextInt(3) > 0;
            case 3, 4 -> rules.add(rule());
            case 5 -> rules.set(random.nextInt(rules.size()), rule());
            case 6 -> endpoint();
            case 7, 8 -> acl();
            case 9 -> route();
            case 10 -> nats.put(pick(List.of("NatA", "NatB")), random.nextInt(subnets));
            case 11 -> privateNats.add(pick(List.of("NatA", "NatB")));
            case 12 -> brokerGroups.add("Second");
            default -> closed.remove(random.nextBoolean() ? "Mine" : "Second");
        }
    }

    private Rule rule() {
        int[] range = RANGES[random.nextInt(RANGES.length)];
        String group = pick(List.of("Mine", "Mine", "Theirs", "Second"));
        boolean byGroup = random.nextInt(3) == 0;
        String protocol = pick(List.of("tcp", "tcp", "tcp", "-1", "udp", "6"));
        return new Rule(group, random.nextBoolean(), protocol, range[0], range[1],
                byGroup ? pick(List.of("Mine", "Theirs", "Second")) : "", byGroup ? "" : pick(PEERS));
    }

    private void endpoint() {
        Endpoint drawn = new Endpoint(pick(SERVICES), random.nextInt(5) > 0, random.nextInt(4) > 0,
                random.nextInt(5) > 0,
                random.nextBoolean() ? List.of(random.nextInt(subnets)) : List.of(0, subnets - 1),
                random.nextBoolean() ? List.of("Theirs") : List.of("Second", "Theirs"));
        if (random.nextInt(4) > 0) {
            endpoints.removeIf(endpoint -> endpoint.service().equals(drawn.service()));
        }
        if (random.nextInt(4) > 0) {
            endpoints.add(drawn);
        }
    }

    private void acl() {
        String name = "Acl" + acls.size();
        List<Entry> entries = new ArrayList<>();
        boolean open = random.nextBoolean();
        for (int number = 10; number < 10 + random.nextInt(4); number++) {
            int[] range = RANGES[random.nextInt(RANGES.length)];
            entries.add(new Entry(number, random.nextBoolean(), random.nextBoolean(), pick(PEERS), range[0], range[1]));
        }
        entries.add(new Entry(100, true, open || random.nextInt(3) > 0, "0.0.0.0/0", 0, 65535));
        entries.add(new Entry(101, false, open || random.nextInt(3) > 0, "0.0.0.0/0", 0, 65535));
        acls.put(name, entries);
        aclOf.put(random.nextInt(subnets), name);
    }

    private void route() {
        List<Route> routes = tables.get(pick(List.of("Private", "PrivateB", "Public")));
        if (random.nextBoolean()) {
            routes.clear();
        }
        String cidr = pick(List.of("0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "10.9.0.0/16"));
        if (routes.stream().noneMatch(route -> route.cidr().equals(cidr))) {
            routes.add(new Route(cidr, pick(List.of("NatA", "NatB", "Igw"))));
        }
        if (random.nextInt(5) == 0) {
            tableOf.remove(random.nextInt(subnets));
        }
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    static String cidr(int subnet) {
        return "10.0." + subnet + ".0/28";
    }
}
