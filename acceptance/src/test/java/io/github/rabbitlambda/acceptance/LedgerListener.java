package io.github.rabbitlambda.acceptance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.github.rabbitlambda.function.Message;
import io.github.rabbitlambda.function.RabbitMqListener;

/** A listener that enters each message's body into the file LEDGER, one line a message, before it is done. */
public final class LedgerListener extends RabbitMqListener {
    /** A ledger of this process. */
    public LedgerListener() throws IOException {
        this(FileChannel.open(Path.of(System.getenv("LEDGER")), StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.APPEND));
    }

    private LedgerListener(FileChannel ledger) {
        super((message, context) -> enter(ledger, message));
    }

    private static void enter(FileChannel ledger, Message message) throws IOException {
        ByteBuffer line = ByteBuffer.wrap((message.body().text() + "\n").getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining())
            ledger.write(line);
    }
}
