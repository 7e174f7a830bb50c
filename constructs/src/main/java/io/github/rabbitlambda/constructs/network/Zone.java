package io.github.rabbitlambda.constructs.network;

import io.github.rabbitlambda.constructs.options.VpcCidr;
import io.github.rabbitlambda.constructs.options.BrokerOptions;
import io.github.rabbitlambda.constructs.options.DeploymentMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import software.amazon.awscdk.Fn;

/**
 * A zone of a Region. Ids and addresses of everything in it follow from its letter: CloudFormation can't move a subnet
 * to another zone, and makes its replacement, which needs other addresses, while the old one exists. The Region's first
 * zones, which only CloudFormation knows, have the letters that they usually have; {@code Custom::ChangeGuard} refuses a
 * change where they do not.
 */
record Zone(char letter, String name, VpcCidr cidr) {
    private static final char FIRST = 'a';

    /** A single instance is in one zone, and a cluster without named zones in two. In alphabetical order. */
    static List<Zone> chosen(BrokerOptions options, VpcCidr cidr) {
        boolean single = options.deploymentMode() == DeploymentMode.SINGLE_INSTANCE;
        List<String> names = options.availabilityZones();
        if (names.isEmpty()) {
            return IntStream.range(0, single ? 1 : 2).mapToObj(index -> first(index, cidr)).toList();
        }
        return (single ? names.subList(0, 1) : names).stream().sorted().map(name -> named(name, cidr)).toList();
    }

    private static Zone first(int index, VpcCidr cidr) {
        return new Zone((char) (FIRST + index), Fn.select(index, Fn.getAzs()), cidr);
    }

    private static Zone named(String name, VpcCidr cidr) {
        return new Zone(name.charAt(name.length() - 1), name, cidr);
    }

    String suffix() {
        return String.valueOf(letter).toUpperCase(Locale.ROOT);
    }

    /** The addresses of the broker's subnet. */
    String brokerBlock() {
        return cidr.brokerSubnet(letter - FIRST);
    }

    /** The addresses of the NAT gateway's subnet. */
    String natBlock() {
        return cidr.natSubnet(letter - FIRST);
    }
}
