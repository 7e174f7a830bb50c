package io.github.rabbitlambda.operations.broker;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.rabbitmq.http.client.domain.UserPermissions;

import io.github.rabbitlambda.operations.Input;

/**
 * What a user may do in a virtual host: regular expressions over the names of queues and exchanges.
 *
 * @see <a href="https://www.rabbitmq.com/docs/access-control#authorisation">Authorisation</a>
 */
record Permissions(String configure, String write, String read) {
    private static final String NOTHING = "^$";
    /** What RabbitMQ calls the exchange that routes to a queue by its name. */
    private static final String DEFAULT_EXCHANGE = "amq.default";

    /**
     * Of the user that a mapping reads with. Assumption: a mapping consumes and acknowledges, and declares nothing; AWS
     * documents no permissions.
     */
    static Permissions toRead(List<String> queues) {
        return new Permissions(NOTHING, NOTHING, oneOf(queues.stream()));
    }

    /**
     * Of the user that publishes to the queues, directly or through their exchange. Writing to a queue itself would bind it,
     * which takes reading an exchange, too; from RabbitMQ 4.3 on any permission on a queue lets its user look whether it exists.
     */
    static Permissions toPublish(BrokerSettings settings) {
        Stream<String> exchanges = Stream.concat(Stream.of(DEFAULT_EXCHANGE), settings.exchange().stream());
        return new Permissions(NOTHING, oneOf(Stream.concat(exchanges, settings.queues().stream())), NOTHING);
    }

    /** An expression that is empty or left out matches nothing. */
    static Permissions of(Input given) {
        return new Permissions(given.optionalText("configure").orElse(NOTHING),
                given.optionalText("write").orElse(NOTHING), given.optionalText("read").orElse(NOTHING));
    }

    UserPermissions forVirtualHost() {
        // the constructor takes read before write
        UserPermissions permissions = new UserPermissions();
        permissions.setConfigure(configure);
        permissions.setWrite(write);
        permissions.setRead(read);
        return permissions;
    }

    private static String oneOf(Stream<String> names) {
        return names.map(Permissions::literal).collect(Collectors.joining("|", "^(", ")$"));
    }

    // Erlang's expressions, as Perl's: a backslash before anything that is neither a letter nor a digit takes its meaning away.
    private static String literal(String name) {
        return name.replaceAll("([^\\p{L}\\p{N}_-])", "\\\\$1");
    }
}
