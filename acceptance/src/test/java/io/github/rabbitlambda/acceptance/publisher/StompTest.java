package io.github.rabbitlambda.acceptance.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.rabbitlambda.local.broker.NeedsRabbitMq;
import io.github.rabbitlambda.local.broker.OtherProtocols;

/** What a handler sees of messages that came by STOMP. The frames are written by hand: STOMP is made for that. */
@NeedsRabbitMq
@Timeout(120)
class StompTest {
    private static final int MILLIS = 60_000;

    @Test
    void headersOfItsOwnArePropertiesAndAllOthersAreTexts() throws Exception {
        String queue = MappedHandler.queue();
        send(queue, """
                content-type:text/plain
                content-encoding:UTF-8
                persistent:true
                priority:9
                correlation-id:c
                expiration:60000
                amqp-message-id:m
                type:t
                amount:7
                """, "crème");
        SeenMessage seen = MappedHandler.sees(queue);
        assertThat(seen.properties()).isEqualTo(Map.of("contentType", "text/plain", "contentEncoding", "UTF-8",
                "deliveryMode", "2", "priority", "9", "correlationId", "c", "expiration", "PT1M", "messageId", "m",
                "type", "t"));
        assertThat(seen.headers()).isEqualTo(Map.of("amount", "text 7", "receipt", "text 1"));
        assertThat(seen.text()).isEqualTo("crème");
        assertThat(seen.uncompressed()).isEqualTo("crème");
    }

    @Test
    void aBareMessageHasNoContentTypeAndNoMessageId() throws Exception {
        String queue = MappedHandler.queue();
        send(queue, "", "crème");
        SeenMessage seen = MappedHandler.sees(queue);
        assertThat(seen.properties()).isEmpty();
        assertThat(seen.text()).isEqualTo("crème");
    }

    private static void send(String queue, String headers, String body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), OtherProtocols.stompPort())) {
            socket.setSoTimeout(MILLIS);
            String connected = answer(socket, "CONNECT\naccept-version:1.2\nhost:/\nlogin:guest\npasscode:guest\n\n");
            assertThat(connected).startsWith("CONNECTED\n");
            String sent = answer(socket,
                    "SEND\ndestination:/amq/queue/" + queue + "\nreceipt:1\n" + headers + "\n" + body);
            assertThat(sent).contains("RECEIPT\n");
        }
    }

    private static String answer(Socket socket, String frame) throws IOException {
        socket.getOutputStream().write((frame + "\0").getBytes(StandardCharsets.UTF_8));
        StringBuilder answer = new StringBuilder();
        for (int next = socket.getInputStream().read(); next > 0; next = socket.getInputStream().read()) {
            answer.append((char) next);
        }
        return answer.toString();
    }
}
