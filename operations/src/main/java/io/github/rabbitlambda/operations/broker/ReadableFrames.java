package io.github.rabbitlambda.operations.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.WriteListener;
import com.rabbitmq.client.impl.AMQConnection;
import com.rabbitmq.client.impl.Frame;
import com.rabbitmq.client.impl.FrameHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages at which RabbitMQ's Java client closes its connection, so that one of them does not hide all
 * behind it. The broker adds {@code x-death} to a dead letter without regard to the negotiated frame size, and stores
 * tables that are deeper than the client reads ({@link ReadableHeader}).
 */
record ReadableFrames(FrameHandler frames) implements FrameHandler {
    private static final int ROOM_FOR_THE_BROKERS_HEADERS = 1 << 20;

    @Override
    public void setFrameMax(int frameMax) {
        frames.setFrameMax(frameMax == 0 ? 0 : frameMax + ROOM_FOR_THE_BROKERS_HEADERS);
    }

    @Override
    public @Nullable Frame readFrame() throws IOException {
        Frame frame = frames.readFrame();
        return frame != null && frame.getType() == AMQP.FRAME_HEADER ? ReadableHeader.of(frame) : frame;
    }

    @Override
    public boolean internalHearbeat() {
        return frames.internalHearbeat();
    }

    @Override
    public void setTimeout(int timeoutMs) throws SocketException {
        frames.setTimeout(timeoutMs);
    }

    @Override
    public int getTimeout() throws SocketException {
        return frames.getTimeout();
    }

    @Override
    public void sendHeader() throws IOException {
        frames.sendHeader();
    }

    @Override
    public void initialize(AMQConnection connection) {
        frames.initialize(connection);
    }

    @Override
    public void startProcessing() {
        frames.startProcessing();
    }

    @Override
    public void finishConnectionNegotiation() {
        frames.finishConnectionNegotiation();
    }

    @Override
    public void writeFrame(Frame frame) throws IOException {
        frames.writeFrame(frame);
    }

    @Override
    public void flush(@Nullable WriteListener listener) throws IOException {
        frames.flush(listener);
    }

    @Override
    public void close() {
        frames.close();
    }

    @Override
    public InetAddress getLocalAddress() {
        return frames.getLocalAddress();
    }

    @Override
    public int getLocalPort() {
        return frames.getLocalPort();
    }

    @Override
    public InetAddress getAddress() {
        return frames.getAddress();
    }

    @Override
    public int getPort() {
        return frames.getPort();
    }
}
