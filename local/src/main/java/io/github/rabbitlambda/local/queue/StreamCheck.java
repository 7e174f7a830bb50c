package io.github.rabbitlambda.local.queue;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.ShutdownSignalException;

/**
 * Whether a queue is a stream. AMQP 0-9-1 does not tell the type of a queue, and a stream delivers to a new consumer only
 * what is published later. RabbitMQ refuses a consumer that has a stream's offset and no prefetch: on a stream for the
 * missing prefetch, on any other queue for the offset. So nothing is consumed.
 */
final class StreamCheck {
    /** The first release that refuses the offset on other queues. */
    private static final int MAJOR = 3;
    private static final int MINOR = 10;
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\..*");

    private StreamCheck() {}

    static boolean isStream(Connection connection, String queue) throws IOException {
        if (!refusesOffsets(connection.getServerProperties())) {
            return false;
        }
        Channel channel = connection.createChannel();
        try {
            channel.basicConsume(queue, false, Map.of("x-stream-offset", "next"), new DefaultConsumer(channel));
            return false;
        } catch (IOException e) {
            return e.getCause() instanceof ShutdownSignalException signal && isAboutPrefetch(signal);
        } finally {
            channel.abort();
        }
    }

    private static boolean isAboutPrefetch(ShutdownSignalException signal) {
        return signal.getReason() instanceof AMQP.Channel.Close close
                && close.getReplyText().contains("prefetch count is not set");
    }

    private static boolean refusesOffsets(Map<String, Object> server) {
        Matcher version = VERSION.matcher(String.valueOf(server.get("version")));
        if (!String.valueOf(server.get("product")).equals("RabbitMQ") || !version.matches()) {
            return false;
        }
        int major = Integer.parseInt(version.group(1));
        return major > MAJOR || major == MAJOR && Integer.parseInt(version.group(2)) >= MINOR;
    }
}
