package io.github.rabbitlambda.infra;

import io.github.rabbitlambda.constructs.network.EndpointAccess;
import io.github.rabbitlambda.constructs.options.UserOptions;
import io.github.rabbitlambda.constructs.resource.BrokerTasks;
import io.github.rabbitlambda.constructs.resource.Credentials;
import io.github.rabbitlambda.constructs.resource.DeclaredUsers;
import io.github.rabbitlambda.constructs.resource.Listener;
import io.github.rabbitlambda.constructs.resource.Rotation;
import io.github.rabbitlambda.constructs.resource.StepAccess;
import io.github.rabbitlambda.constructs.resource.UserSecrets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.IDependable;

/**
 * The three users of the broker of one of the five stacks: their secrets, who reads and rotates them.
 */
final class Users {
    private final Stack stack;
    private final UserOptions options;
    private final UserSecrets secrets;
    private final Map<String, ISecret> rotated;

    Users(Stack stack, UserOptions options, Optional<IKey> key) {
        this.stack = stack;
        this.options = options;
        Credentials administrator = new Credentials(stack, "Credentials",
                Credentials.Props.administrator(options.rotates(), key));
        DeclaredUsers declared = new DeclaredUsers(stack, "Users",
                new DeclaredUsers.Props(Optional.empty(), options.rotates(), key));
        secrets = new UserSecrets(administrator.secret(), Optional.of(declared));
        rotated = options.rotates() ? secrets.withAdministrator() : Map.of();
    }

    UserSecrets secrets() {
        return secrets;
    }

    BrokerTasks.Props tasks(boolean inVpc) {
        return new BrokerTasks.Props(secrets, options, rotated.values(), inVpc);
    }

    EndpointAccess endpoints(Listener listener, BrokerTasks tasks) {
        EndpointAccess endpoints = new EndpointAccess().letRead(secrets.consumer(), listener.role());
        secrets.all().forEach(secret -> endpoints.letRead(secret, tasks.role()));
        return rotated.isEmpty() ? endpoints : endpoints.letRotate(List.copyOf(rotated.values()), tasks.role());
    }

    /** The permission on the mappings comes before the schedules, and the schedules do not wait for a mapping. */
    void rotate(BrokerTasks tasks, Listener listener, IDependable topology) {
        options.rotationDays().ifPresent(days -> new Rotation(stack, tasks, days, rotated).getNode().addDependency(
                topology, StepAccess.ofRotation(stack, tasks, listener.function())));
    }

    Outputs.Secrets outputs() {
        return new Outputs.Secrets(secrets.broker(), secrets.consumer(), secrets.publisher(), options.rotates());
    }
}
