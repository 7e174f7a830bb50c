package io.github.rabbitlambda.function;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import com.amazonaws.services.lambda.runtime.Context;

import io.github.rabbitlambda.function.message.Events;
import io.github.rabbitlambda.function.message.Message;
import io.github.rabbitlambda.function.testing.TestContext;

/**
 * Makes batches of messages m0, m1, … and handlers that record which messages they got, and invokes listeners.
 */
abstract class BatchFixture {
    final List<String> handled = new CopyOnWriteArrayList<>();
    final TestContext context = new TestContext();

    void record(Message message, Context context) {
        handled.add(id(message));
    }

    MessageHandler failing(String id, Exception failure) {
        return (message, context) -> {
            record(message, context);
            if (id(message).equals(id)) {
                throw failure;
            }
        };
    }

    static String id(Message message) {
        return message.properties().messageId().orElseThrow();
    }

    void invoke(TestListener listener, String... records) throws IOException {
        invoke(listener, context, records);
    }

    static void invoke(TestListener listener, TestContext context, String... records) throws IOException {
        listener.handleRequest(new ByteArrayInputStream(Events.withRecords(records)), OutputStream.nullOutputStream(),
                context);
    }

    static String[] messages(int count) {
        return IntStream.range(0, count).mapToObj(BatchFixture::message).toArray(String[]::new);
    }

    static List<String> ids(int count) {
        List<String> ids = new ArrayList<>();
        IntStream.range(0, count).forEach(i -> ids.add("m" + i));
        return ids;
    }

    static String message(int number) {
        return Events.record("{\"messageId\":\"m" + number + "\"}");
    }

    static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    static boolean settles(TestListener listener, String... records) {
        try {
            invoke(listener, new TestContext(Duration.ofSeconds(1)), records);
            return true;
        } catch (BatchFailedException e) {
            return false;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static String redelivered(int number) {
        return message(number).replace("\"redelivered\":false", "\"redelivered\":true");
    }

    static void hangIf(boolean hangs, boolean endsWhenInterrupted) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        while (hangs) {
            try {
                never.await();
            } catch (InterruptedException e) {
                if (endsWhenInterrupted) {
                    throw e;
                }
            }
        }
    }
}
