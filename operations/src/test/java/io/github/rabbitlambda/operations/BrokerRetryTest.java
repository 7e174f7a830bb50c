package io.github.rabbitlambda.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.http.client.HttpClientException;
import com.rabbitmq.http.client.HttpException;
import com.rabbitmq.http.client.HttpServerException;
import io.github.rabbitlambda.operations.broker.AmqpBroker;
import io.github.rabbitlambda.operations.broker.BrokerSecret;
import io.github.rabbitlambda.operations.broker.ManagementApi;
import io.github.rabbitlambda.operations.AwsService.Answer;
import java.io.UncheckedIOException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class BrokerRetryTest {
    private static final BrokerRetry BRIEF = new BrokerRetry(Duration.ofMillis(300), Duration.ofMillis(10));

    @Test
    void triesAgainWhileTheBrokerMayNotBeThereYet() {
        Iterator<RuntimeException> failures = List.of(new HttpException(new UnknownHostException("broker")),
                new HttpException(new ConnectException("refused")), new HttpServerException(503, "starting"),
                new UncheckedIOException(new SSLHandshakeException("closed"))).iterator();

        assertThat(new BrokerRetry(Duration.ofMinutes(1), Duration.ZERO).call("it", () -> {
            if (failures.hasNext()) {
                throw failures.next();
            }
            return "answer";
        })).isEqualTo("answer");
    }

    @Test
    void doesNotTryAgainWhatWaitingDoesNotChange() {
        HttpException untrusted = new HttpException(new SSLHandshakeException("no"));
        untrusted.getCause().initCause(new CertificateException("unknown authority"));
        for (RuntimeException failure : List.of(new HttpClientException(401, "no"), untrusted,
                new OperationFailedException("no"))) {
            AtomicInteger attempts = new AtomicInteger();
            assertThatThrownBy(() -> BRIEF.call("it", () -> {
                attempts.incrementAndGet();
                throw failure;
            })).isSameAs(failure);
            assertThat(attempts).hasValue(1);
        }
    }

    @Test
    void takesTheShorterOfTwoLimits() {
        assertThat(BRIEF.atMost(Duration.ofMillis(299)).limit()).isEqualTo(Duration.ofMillis(299));
        assertThat(BRIEF.atMost(Duration.ofMillis(301))).isEqualTo(BRIEF);
    }

    @Test
    void givesUpWithTheLastReason() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        assertThatThrownBy(
                () -> api(URI.create("http://127.0.0.1:" + closed)).call("log in", client -> client.whoAmI()))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageStartingWith("The broker's management API at http://127.0.0.1:" + closed
                        + " did not answer within 0 s (last: java.nio.channels.ClosedChannelException")
                .hasMessageEndingWith(
                        "Check that the broker is RUNNING and that this function's security group reaches it on "
                                + "443 and 5671");
        assertThatThrownBy(() -> api(URI.create("https://name.invalid")).call("log in", client -> client.whoAmI()))
                .hasMessageContaining(
                        "name.invalid did not answer within 0 s (last: java.nio.channels.UnresolvedAddressException");
    }

    @Test
    void waitsOutAnswersOfABrokerThatIsStarting() throws Exception {
        try (AwsService broker = new AwsService()) {
            AtomicInteger calls = new AtomicInteger();
            broker.on("GET /api/whoami/", request -> calls.incrementAndGet() < 4
                    ? Answer.error(503, "down", "starting")
                    : Answer.ok("{\"name\":\"guest\",\"tags\":[\"administrator\"]}"));
            BrokerRetry retry = new BrokerRetry(Duration.ofSeconds(30), Duration.ofMillis(10));

            String name = api(URI.create(broker.endpoint() + "/"), retry).call("log in",
                    client -> client.whoAmI().getName());

            assertThat(name).isEqualTo("guest");
            assertThat(calls).hasValue(4);
        }
    }

    // a broker that is starting accepts a connection and drops it
    @Test
    void connectsAgainToABrokerThatDropsTheConnection() throws Exception {
        try (ServerSocket broker = new ServerSocket(0)) {
            AtomicInteger connections = new AtomicInteger();
            Thread.ofVirtual().start(() -> dropConnections(broker, connections));
            AmqpBroker amqp = new AmqpBroker(URI.create("amqp://127.0.0.1:" + broker.getLocalPort()),
                    new BrokerSecret("arn", "guest", "guest"), "/", SSLContext.getDefault(), BRIEF);

            assertThatThrownBy(amqp::connect).isInstanceOf(OperationFailedException.class)
                    .hasMessageContaining("did not answer within 0 s");
            assertThat(connections).hasValueGreaterThan(1);
        }
    }

    private static void dropConnections(ServerSocket broker, AtomicInteger connections) {
        try {
            while (true) {
                broker.accept().close();
                connections.incrementAndGet();
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private static ManagementApi api(URI address) throws Exception {
        return api(address, BRIEF);
    }

    private static ManagementApi api(URI address, BrokerRetry retry) throws Exception {
        return new ManagementApi(address, new BrokerSecret("arn", "guest", "guest"), SSLContext.getDefault(), retry);
    }
}
