package io.github.rabbitlambda.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.rabbitlambda.acceptance.Gate.Direction;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class GateTest {
    private static final int SHORT_MILLIS = 200;

    private ServerSocket listener;
    private Gate gate;
    private Socket client;
    private Socket server;

    @BeforeEach
    void connect() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        gate = new Gate(URI.create("tcp://127.0.0.1:" + listener.getLocalPort()));
        client = new Socket("127.0.0.1", gate.port());
        server = listener.accept();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        gate.close();
        listener.close();
    }

    @Test
    void forwardsBothWays() throws IOException {
        assertForwards(client, server);
        assertForwards(server, client);
    }

    @Test
    void stopsToForwardInOneDirectionAlone() throws IOException {
        gate.stall(Set.of(Direction.TO_SERVER));
        assertForwards(server, client);
        assertDelays(client, server);
        gate.resume();
        assertThat(server.getInputStream().read()).isEqualTo('?');

        gate.stall(Set.of(Direction.TO_CLIENT));
        assertForwards(client, server);
        assertDelays(server, client);
        gate.resume();
        assertThat(client.getInputStream().read()).isEqualTo('?');
    }

    @Test
    void losesWhatItHasNotForwardedWhenItCuts() throws IOException {
        gate.stall(EnumSet.allOf(Direction.class));
        assertDelays(client, server);
        gate.cut();
        assertThat(server.getInputStream().read()).isEqualTo(-1);
        gate.resume();
        try (Socket next = new Socket("127.0.0.1", gate.port()); Socket accepted = listener.accept()) {
            assertForwards(next, accepted);
        }
    }

    @Test
    void refusesConnectionsWhileItIsShutOrItsServerIsDown() throws IOException {
        gate.shut();
        assertThat(server.getInputStream().read()).isEqualTo(-1);
        assertRefuses();
        gate.open();
        listener.close();
        assertRefuses();
    }

    private void assertRefuses() throws IOException {
        try (Socket next = new Socket("127.0.0.1", gate.port())) {
            assertThat(next.getInputStream().read()).isEqualTo(-1);
        }
    }

    private static void assertForwards(Socket from, Socket to) throws IOException {
        from.getOutputStream().write('!');
        assertThat(to.getInputStream().read()).isEqualTo('!');
    }

    private static void assertDelays(Socket from, Socket to) throws IOException {
        from.getOutputStream().write('?');
        to.setSoTimeout(SHORT_MILLIS);
        assertThatThrownBy(() -> to.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        to.setSoTimeout(0);
    }
}
