package io.github.rabbitlambda.operations.broker;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import com.rabbitmq.http.client.domain.UserInfo;

import io.github.rabbitlambda.operations.OperationFailedException;

/**
 * Makes users on the broker, as its administrator. A user without a password could be let in by nobody, so each request has
 * one: RabbitMQ empties the password of a user that is put without it and answers 204.
 */
final class BrokerUsers {
    private final ManagementApi administrator;
    private final String virtualHost;

    BrokerUsers(ManagementApi administrator, String virtualHost) {
        this.administrator = administrator;
        this.virtualHost = virtualHost;
    }

    /** Makes the users of the stack with the passwords in their secrets; those that exist get them again. */
    void declare(BrokerSettings settings, Function<String, BrokerSecret> secrets) {
        settings.users().permissions(settings).forEach((arn, permissions) -> {
            BrokerSecret login = secrets.apply(arn);
            put(login, permissions);
            String other = AlternatingUser.other(login.username());
            if (find(other).isPresent()) {
                allow(other, permissions);
            }
        });
    }

    /**
     * Makes a user with these permissions in the virtual host and no others, and without tags.
     *
     * @throws OperationFailedException if it is the administrator, who would be one no longer
     */
    void put(BrokerSecret login, Permissions permissions) {
        if (login.username().equals(administrator.username())) {
            throw new OperationFailedException(
                    "The secret %s must name a user of its own (given %s, the broker's administrator): write a login with another user name into it"
                            .formatted(login.arn(), login.username()));
        }
        administrator.putUser(login.username(), PasswordHash.of(login.password()), "");
        allow(login.username(), permissions);
    }

    /** Changes the password of a user that exists, and nothing else of it. */
    void changePassword(BrokerSecret login) {
        UserInfo user = find(login.username()).orElseThrow(() -> new OperationFailedException(
                "The secret %s must name a user of the broker (given %s, whom it does not have): write the administrator's name into it"
                        .formatted(login.arn(), login.username())));
        administrator.putUser(login.username(), PasswordHash.of(login.password()), String.join(",", user.getTags()));
    }

    private void allow(String user, Permissions permissions) {
        administrator.call("grant permissions to the user " + user, client -> {
            client.updatePermissions(virtualHost, user, permissions.forVirtualHost());
            return true;
        });
    }

    private Optional<UserInfo> find(String user) {
        return administrator.call("read the user " + user, client -> Optional.ofNullable(client.getUser(user)));
    }

    /** The secrets of users that declare makes, with what each user may do. */
    record Secrets(Optional<String> consumer, Optional<String> publisher, Optional<Permissions> consumerPermissions) {
        Map<String, Permissions> permissions(BrokerSettings settings) {
            Map<String, Permissions> permissions = new LinkedHashMap<>();
            consumer.ifPresent(arn -> permissions.put(arn,
                    consumerPermissions.orElseGet(() -> Permissions.toRead(settings.queues()))));
            publisher.ifPresent(arn -> permissions.put(arn, Permissions.toPublish(settings)));
            return permissions;
        }
    }
}
