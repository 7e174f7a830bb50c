package io.github.rabbitlambda.infra.options;

import io.github.rabbitlambda.constructs.options.BrokerOptions;
import io.github.rabbitlambda.constructs.options.ListenerOptions;
import io.github.rabbitlambda.constructs.options.MappingOptions;
import io.github.rabbitlambda.constructs.options.Parking;
import io.github.rabbitlambda.constructs.options.QueueOptions;
import io.github.rabbitlambda.constructs.options.Refusal;
import io.github.rabbitlambda.constructs.options.UserOptions;
import io.github.rabbitlambda.constructs.options.Verification;
import io.github.rabbitlambda.constructs.options.VpcCidr;
import java.util.Optional;
import java.util.Set;

/**
 * All options of the app, read once from the CDK context. An option is refused here if AWS or RabbitMQ would refuse it
 * at deployment, or would accept it and never deliver a message.
 *
 * @param verify
 *            what a deployment waits for
 * @param vpcCidr
 *            the addresses of a VPC that a stack makes
 * @param given
 *            the names of the options that are not left out
 */
public record Options(Profile profile, ListenerOptions listener, BrokerOptions broker, QueueOptions queues,
        UserOptions users, MappingOptions mapping, Parking parking, Verification verify, Set<Feature> features,
        Jars jars,
        Existing existing, VpcCidr vpcCidr, StackOptions stack, Set<String> given) {

    /**
     * What the stacks take as it is, and don't make.
     */
    public record Existing(Optional<ExistingBroker> broker, Optional<ExistingVpc> vpc,
            Optional<ExistingFunction> function) {}

    /**
     * Reads the options.
     *
     * @throws Refusal
     *             of all that can't be deployed
     */
    public static Options from(Context context, Jars jars) {
        Profile profile = Profile.from(context);
        ListenerOptions listener = ListenerReader.read(context, jars.sample());
        Set<Feature> features = Feature.enabledIn(context, profile, listener);
        BrokerOptions broker = BrokerReader.read(context);
        Options options = new Options(profile, listener, broker,
                QueueReader.read(context, broker, features.contains(Feature.OBSERVATION)),
                UserReader.read(context), MappingReader.read(context),
                ParkingReader.read(context, profile), VerificationReader.read(context, listener), features, jars,
                existing(context, broker), vpcCidr(context, broker), StackOptions.read(context), context.given());
        Location.checkAll(context);
        context.throwIfRefused();
        return options;
    }

    private static VpcCidr vpcCidr(Context context, BrokerOptions broker) {
        VpcCidr cidr = context.text("vpcCidr")
                .map(block -> context.orElse(VpcCidr.DEFAULT, () -> new VpcCidr(block))).orElse(VpcCidr.DEFAULT);
        broker.availabilityZones().forEach(zone -> context.check(() -> requireRoom(cidr, zone)));
        return cidr;
    }

    private static void requireRoom(VpcCidr cidr, String zone) {
        if (zone.charAt(zone.length() - 1) - 'a' >= cidr.zones()) {
            throw Refusal.of("vpcCidr", "a larger block for the zone " + zone, cidr.block(),
                    "the letter of a zone says which part of the block it has, and there are " + cidr.zones());
        }
    }

    private static Existing existing(Context context, BrokerOptions broker) {
        Optional<ExistingBroker> existing = ExistingBroker.read(context);
        Optional<ExistingVpc> vpc = existing.isPresent() ? Optional.empty() : ExistingVpc.read(context, broker);
        return new Existing(existing, vpc, ExistingFunction.read(context));
    }

    public boolean has(Feature feature) {
        return features.contains(feature);
    }
}
