package io.github.rabbitlambda.infra.options;

import io.github.rabbitlambda.constructs.options.BrokerOptions;
import io.github.rabbitlambda.constructs.options.ListenerOptions;
import io.github.rabbitlambda.constructs.options.MappingOptions;
import io.github.rabbitlambda.constructs.options.Parking;
import io.github.rabbitlambda.constructs.options.QueueOptions;
import io.github.rabbitlambda.constructs.options.Verification;
import java.util.Set;

/**
 * All options of the app, read once from the CDK context. An option is refused here if AWS or RabbitMQ would refuse it
 * at deployment, or would accept it and never deliver a message.
 *
 * @param verify
 *            what a deployment waits for
 */
public record Options(Profile profile, ListenerOptions listener, BrokerOptions broker, QueueOptions queues,
        MappingOptions mapping,
        Parking parking, Verification verify, Set<Feature> features, Jars jars) {

    public static Options from(Context context, Jars jars) {
        Profile profile = Profile.from(context);
        ListenerOptions listener = ListenerReader.read(context, jars.sample());
        Set<Feature> features = Feature.enabledIn(context, profile, listener);
        BrokerOptions broker = BrokerReader.read(context);
        return new Options(profile, listener, broker,
                QueueReader.read(context, broker, features.contains(Feature.OBSERVATION)),
                MappingReader.read(context),
                ParkingReader.read(context, profile), VerificationReader.read(context, listener), features, jars);
    }

    public boolean has(Feature feature) {
        return features.contains(feature);
    }
}
