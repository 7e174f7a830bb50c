package io.github.rabbitlambda.constructs;

import io.github.rabbitlambda.constructs.network.EndpointAccess;
import io.github.rabbitlambda.constructs.options.Refusal;
import io.github.rabbitlambda.constructs.options.UserOptions;
import io.github.rabbitlambda.constructs.resource.DeclaredUsers;
import io.github.rabbitlambda.constructs.resource.ShortHash;
import io.github.rabbitlambda.constructs.resource.UserSecrets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.secretsmanager.ISecret;

/**
 * As whom a topology consumes and publishes: users that it makes on the broker, or the one user that the broker was given.
 *
 * @param rotated
 *            the secrets that the topology rotates, by the ids of their schedules
 */
record TopologyUsers(UserOptions options, UserSecrets secrets, Map<String, ISecret> rotated) {

    static TopologyUsers of(RabbitMqTopology topology, BrokerBase broker, UserOptions options, Optional<IKey> key) {
        if (!broker.isAdministrated()) {
            refuse(options);
            return new TopologyUsers(options, new UserSecrets(broker.getCredentials(), Optional.empty()), Map.of());
        }
        String owner = owner(topology);
        boolean isOnTopology = broker.usersScope(topology) == topology;
        DeclaredUsers declared = new DeclaredUsers(broker.usersScope(topology), "Users" + (isOnTopology ? "" : owner),
                new DeclaredUsers.Props(Optional.of(owner), options.rotates(), key.or(broker::usersKey)));
        UserSecrets secrets = new UserSecrets(broker.getCredentials(), Optional.of(declared));
        return new TopologyUsers(options, secrets, options.rotates() ? rotated(secrets, broker) : Map.of());
    }

    /** A secret has one schedule, so the first topology of a broker rotates the administrator's. */
    private static Map<String, ISecret> rotated(UserSecrets secrets, BrokerBase broker) {
        return broker.takeAdministratorsRotation() ? secrets.withAdministrator() : secrets.withoutAdministrator();
    }

    /** Other topologies, of this stack and of others, may make users on the same broker. */
    private static String owner(RabbitMqTopology topology) {
        return ShortHash.of(Stack.of(topology).getStackName() + "|" + topology.getNode().getPath());
    }

    private static void refuse(UserOptions options) {
        if (options.rotates()) {
            throw Refusal.of("rotation", "left out", options.rotationDays().orElseThrow() + " days", whoseUser());
        }
        if (options.consumerPermissions().isPresent()) {
            throw Refusal.of("consumerPermissions", "left out",
                    options.consumerPermissions().get().expressions(), whoseUser());
        }
    }

    private static String whoseUser() {
        return "the broker was given credentials of a user that exists; import it with administratorCredentials, and the"
                + " topology makes users";
    }

    /** Lets the role through endpoints to what the topology's function does with secrets. */
    void pass(EndpointAccess endpoints, IGrantable role) {
        secrets.all().forEach(secret -> endpoints.letRead(secret, role));
        if (!rotated.isEmpty()) {
            endpoints.letRotate(List.copyOf(rotated.values()), role);
        }
    }
}
