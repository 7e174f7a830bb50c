package io.github.rabbitlambda.operations.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.impl.ContentHeaderPropertyWriter;
import com.rabbitmq.client.impl.LongStringHelper;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Set;

/** Properties that the Java client can't express, as other clients send them: any bytes as headers, any timestamp. */
final class RawProperties extends AMQP.BasicProperties {
    private static final int HEADERS = 2;
    private static final int EXPIRATION = 7;
    private static final int MESSAGE_ID = 8;
    private static final int TIMESTAMP = 9;
    private static final int PROPERTIES = 14;

    private final String id;
    private final byte[] table;
    private final long seconds;

    RawProperties(String id, byte[] table, long seconds) {
        this.id = id;
        this.table = table;
        this.seconds = seconds;
    }

    /** A table with one array of unsigned 16-bit numbers, which the Java client reads as 32-bit ones. */
    static byte[] tableOfShorts(int count) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream table = new DataOutputStream(bytes)) {
            table.writeByte(1);
            table.writeByte('a');
            table.writeByte('A');
            table.writeInt(3 * count);
            for (int i = 0; i < count; i++) {
                table.writeByte('u');
                table.writeShort(i);
            }
        }
        return bytes.toByteArray();
    }

    /** The message expires at once, so that it is dead-lettered without being read. */
    @Override
    public void writePropertiesTo(ContentHeaderPropertyWriter writer) throws IOException {
        Set<Integer> present = Set.of(HEADERS, EXPIRATION, MESSAGE_ID, TIMESTAMP);
        for (int property = 0; property < PROPERTIES; property++) {
            writer.writePresence(present.contains(property));
        }
        writer.finishPresence();
        writer.writeLongstr(LongStringHelper.asLongString(table));
        writer.writeShortstr("1");
        writer.writeShortstr(id);
        writer.writeLonglong(seconds);
    }
}
