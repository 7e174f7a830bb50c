package io.github.rabbitlambda.local.broker;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The address of a broker and the user to log in as: {@code amqp[s]://user:password@host[:port][/virtual-host]}, as
 * RabbitMQ's URI specification has it (https://www.rabbitmq.com/docs/uri-spec). The port defaults to 5672 and, for
 * amqps, 5671; without a path the virtual host is {@code /}. {@link #toString()} masks the password.
 */
public record BrokerUri(boolean tls, String host, int port, String user, String password, String virtualHost) {
    /** What a URI looks like, as messages say it. */
    public static final String FORM = "amqp://user:password@host:port/virtual-host or amqps://…";
    private static final String EXPECTED = "uri must be " + FORM;
    private static final String ESCAPES = "in a password, the characters @ / # ? % are written %40 %2F %23 %3F %25; or leave the password out and set BROKER_PASSWORD";
    private static final Pattern AUTHORITY = Pattern
            .compile("(?:(?<login>.*)@)?(?<host>\\[[^]]+]|[^:@\\[\\]]+)(?::(?<port>\\d{1,6}))?");

    /**
     * Reads a URI.
     *
     * @throws IllegalArgumentException if the text has another form; the message contains no password
     */
    public static BrokerUri parse(String text) {
        URI uri = uri(text);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("amqp") && !scheme.equals("amqps")) {
            throw new IllegalArgumentException(EXPECTED + " (its scheme is \"%s\")".formatted(scheme));
        }
        // URI.getHost() is null for a name with an underscore
        Matcher authority = AUTHORITY.matcher(uri.getRawAuthority() == null ? "" : uri.getRawAuthority());
        if (!authority.matches()) {
            throw new IllegalArgumentException(EXPECTED + " (it has no host and port: " + ESCAPES + ")");
        }
        refuseRest(uri);
        boolean tls = scheme.equals("amqps");
        String[] login = authority.group("login") == null ? new String[0] : authority.group("login").split(":", 2);
        return new BrokerUri(tls, authority.group("host"), port(authority.group("port"), tls),
                login.length > 0 ? decoded(login[0]) : "guest",
                login.length > 1 ? decoded(login[1]) : "",
                virtualHost(uri.getRawPath()));
    }

    /** An unescaped character ends the password too early; the rest of the password, up to the {@code @}, is here then. */
    private static void refuseRest(URI uri) {
        String query = uri.getRawQuery();
        if (uri.getRawFragment() != null || (uri.getRawPath() + "?" + query).contains("@")) {
            throw new IllegalArgumentException(
                    EXPECTED + " (a part of it stands before an @ or after a #: " + ESCAPES + ")");
        }
        if (query != null) {
            throw new IllegalArgumentException(
                    "uri must have nothing after ? (given: %s): there are no such options here"
                            .formatted(query.replaceAll("=[^&]*", "").replace("&", ", ")));
        }
    }

    private static int port(@Nullable String text, boolean tls) {
        int port = text == null ? tls ? 5671 : 5672 : Integer.parseInt(text);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException(
                    "port must be between 1 and 65535 (given %d)".formatted(port));
        }
        return port;
    }

    /** The text with asterisks in place of every URI's password. */
    public static String masked(String text) {
        return text.replaceAll("(://[^:/@\\s]*:)[^'\"\n]*@", "$1***@");
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(EXPECTED + " (it is not a URI: " + ESCAPES + ")");
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

    /** Scheme, host and port, for messages. */
    public String address() {
        return (tls ? "amqps://" : "amqp://") + host + ":" + port;
    }

    @Override
    public String toString() {
        return address() + " as " + user + ", virtual host " + virtualHost;
    }
}
