package io.github.rabbitlambda.local.broker;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * The address of a broker and the user to log in as: {@code amqp[s]://user:password@host[:port][/virtual-host]}, as
 * RabbitMQ's URI specification has it (https://www.rabbitmq.com/docs/uri-spec). The port defaults to 5672 and, for
 * amqps, 5671; without a path the virtual host is {@code /}. {@link #toString()} masks the password.
 */
public record BrokerUri(boolean tls, String host, int port, String user, String password, String virtualHost) {
    private static final String EXPECTED = "--broker must be amqp://user:password@host:port/virtual-host or amqps://…, "
            + "\"embedded\" or \"rabbitmq\"";

    /**
     * Reads a URI.
     *
     * @throws IllegalArgumentException if it is not of that form; the message repeats no password
     */
    public static BrokerUri parse(String text) {
        URI uri = uri(text);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme();
        if (!scheme.equals("amqp") && !scheme.equals("amqps"))
            throw new IllegalArgumentException(EXPECTED + " (its scheme is \"%s\")".formatted(scheme));
        if (uri.getHost() == null)
            throw new IllegalArgumentException(EXPECTED + " (it names no host)");
        boolean tls = scheme.equals("amqps");
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 5671 : 5672;
        String[] login = uri.getRawUserInfo() == null ? new String[0] : uri.getRawUserInfo().split(":", 2);
        return new BrokerUri(tls, uri.getHost(), port,
                login.length > 0 ? decoded(login[0]) : "guest",
                login.length > 1 ? decoded(login[1]) : "",
                virtualHost(uri.getRawPath()));
    }

    /** The text with the password of every URI in it replaced by asterisks. */
    public static String masked(String text) {
        return text.replaceAll("(://[^:/@\\s]*:)[^\\s]*@", "$1***@");
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(EXPECTED + " (it is no URI: " + e.getReason()
                    + "; characters such as @ / # in a password are written %40 %2F %23)");
        }
    }

    private static String virtualHost(String path) {
        return path == null || path.isEmpty() || path.equals("/") ? "/" : decoded(path.substring(1));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** The same address with another password. */
    public BrokerUri withPassword(String other) {
        return new BrokerUri(tls, host, port, user, other, virtualHost);
    }

    /** Scheme, host and port, as shown to people. */
    public String address() {
        return (tls ? "amqps://" : "amqp://") + host + ":" + port;
    }

    @Override
    public String toString() {
        return address() + " as " + user + ", virtual host " + virtualHost;
    }
}
