package io.github.rabbitlambda.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A proxy before a server, for faults of the network. It can be shut: then it closes all connections, and new ones at
 * once. It can cut the connections that are open. And it can stop to forward in one or both directions while the
 * connections stay open, as a network does that loses every packet.
 */
final class Gate implements AutoCloseable {
    private static final int BUFFER = 8192;

    /** Where bytes go. */
    enum Direction {
        TO_SERVER, TO_CLIENT
    }

    private final ServerSocket listener;
    private final URI target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Direction> stalled = EnumSet.noneOf(Direction.class);
    private volatile boolean shut;

    Gate(URI target) throws IOException {
        this.target = target;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.submit(this::accept);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port());
    }

    int port() {
        return listener.getLocalPort();
    }

    void shut() throws IOException {
        shut = true;
        cut();
    }

    void open() {
        shut = false;
    }

    /** Closes the open connections; what was not forwarded yet is lost. */
    void cut() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** Forwards nothing more in these directions, of present and of new connections. */
    void stall(Set<Direction> directions) {
        synchronized (stalled) {
            stalled.addAll(directions);
        }
    }

    /** Forwards again in both directions, with what has arrived meanwhile. */
    void resume() {
        synchronized (stalled) {
            stalled.clear();
            stalled.notifyAll();
        }
    }

    private Void accept() throws IOException {
        while (!listener.isClosed()) {
            Socket client = listener.accept();
            if (shut) {
                client.close();
            } else {
                threads.submit(() -> connect(client));
            }
        }
        return null;
    }

    /** The server may be down: then the client's connection is closed. */
    private Void connect(Socket client) throws IOException {
        open.add(client);
        try {
            Socket server = new Socket(target.getHost(), target.getPort());
            open.add(server);
            threads.submit(() -> pump(client, server, Direction.TO_SERVER));
            threads.submit(() -> pump(server, client, Direction.TO_CLIENT));
        } catch (IOException e) {
            open.remove(client);
            client.close();
        }
        return null;
    }

    private Void pump(Socket from, Socket to, Direction direction) throws IOException, InterruptedException {
        try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            byte[] buffer = new byte[BUFFER];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                awaitResumed(direction);
                out.write(buffer, 0, length);
            }
        } finally {
            open.remove(from);
            open.remove(to);
        }
        return null;
    }

    private void awaitResumed(Direction direction) throws InterruptedException {
        synchronized (stalled) {
            while (stalled.contains(direction)) {
                stalled.wait();
            }
        }
    }

    @Override
    public void close() throws IOException {
        shut();
        listener.close();
        threads.shutdownNow();
    }
}
