package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.function.environment.Environments;
import io.github.rabbitlambda.function.environment.ExecutionEnvironment;

/**
 * A process whose memory ran out, or whose threads are lost to handlers that never return, ends after its answer.
 */
class EndOfProcessTest extends BatchFixture {
    @Test
    void aMessageWithWhichMemoryRunsOutTwiceIsParked() throws IOException {
        List<Thread> ended = new CopyOnWriteArrayList<>();
        TestListener listener = TestListener.with().environment(Environments.ending(ended))
                .handler((message, context) -> {
                    record(message, context);
                    if (id(message).equals("m1")) {
                        throw new OutOfMemoryError("made up");
                    }
                });
        assertThatThrownBy(() -> invoke(listener, messages(3))).isInstanceOf(BatchFailedException.class)
                .hasMessageEndingWith("memory or threads ran out");
        assertThat(handled).containsExactly("m0", "m1");
        assertThat(ended).containsExactly(Thread.currentThread());
        assertThat(context.log()).anyMatch(line -> line.contains("the process ends after this answer"));
        assertThatThrownBy(() -> invoke(listener, redelivered(0), redelivered(1), redelivered(2)))
                .isInstanceOf(BatchFailedException.class);
        assertThat(handled).containsExactly("m0", "m1", "m1");

        invoke(listener, redelivered(0), redelivered(1), redelivered(2));

        assertThat(handled).containsExactly("m0", "m1", "m1", "m0", "m2");
        assertThat(listener.parked).singleElement().satisfies(failure -> assertThat(failure.message()).isEqualTo(
                "the function ended while this message was in work, 2 times; last: memory ran out"));
    }

    /** A batch of one message: no other one can show that the function works. */
    @Test
    void aMessageWithWhichMemoryRunsOutIsParkedAlsoIfItIsAlone() throws IOException {
        TestListener listener = TestListener.with().handler((message, context) -> {
            throw new OutOfMemoryError("made up");
        });
        assertThat(settles(listener, messages(1))).isFalse();
        assertThat(settles(listener, redelivered(0))).isFalse();

        assertThat(settles(listener, redelivered(0))).isTrue();
        assertThat(listener.parked).hasSize(1);
    }

    @Test
    void aProcessThatHasLostAThreadEndsAndSaysSo() throws IOException {
        List<Thread> ended = new CopyOnWriteArrayList<>();
        TestListener listener = TestListener.with("LISTENER_MESSAGE_SECONDS=1").environment(Environments.ending(ended))
                .handler((message, context) -> hangIf(id(message).equals("m0"), false));

        invoke(listener, messages(2));

        assertThat(listener.parked).hasSize(1);
        assertThat(ended).containsExactly(Thread.currentThread());
        assertThat(listener.metrics()).contains("\"LostThreads\":1");
        assertThat(context.log()).anySatisfy(line -> assertThat(line).contains("the process ends after this answer",
                "a thread is lost to a handler that does not end when it is interrupted"));
    }

    @Test
    void aProcessThatHasLostNoThreadGoesOn() throws IOException {
        List<Thread> ended = new CopyOnWriteArrayList<>();
        TestListener listener = TestListener.with("LISTENER_MESSAGE_SECONDS=1", "LISTENER_CONCURRENCY=4")
                .environment(Environments.ending(ended))
                .handler((message, context) -> hangIf(id(message).equals("m0"), true));

        invoke(listener, messages(20));

        assertThat(ended).isEmpty();
        assertThat(listener.metrics()).contains("\"LostThreads\":0");
    }

    @Test
    void anErrorOutsideOfMessagesEndsTheProcessToo() {
        List<Thread> ended = new CopyOnWriteArrayList<>();
        TestListener listener = TestListener.with().environment(Environments.ending(ended)).pausing(duration -> {
            throw new OutOfMemoryError("unable to create native thread");
        }).handler(failing("m0", new OutageException("down")));

        assertThatThrownBy(() -> invoke(listener, messages(1))).isInstanceOf(OutOfMemoryError.class);
        assertThat(ended).hasSize(1);
    }

    /** The next invocation may come before the process has ended. */
    @Test
    void aProcessThatIsToEndHandlesNoFurtherBatch() throws IOException {
        List<Thread> ended = new CopyOnWriteArrayList<>();
        TestListener listener = TestListener.with().environment(Environments.ending(ended))
                .handler(failing("m0", new OutageException("down")));
        ExecutionEnvironment environment = Environments.refusing();
        environment.requireEnd();
        TestListener lost = TestListener.with().environment(environment).handler(this::record);

        assertThatThrownBy(() -> invoke(lost, messages(1))).isInstanceOf(Environments.ProcessEnded.class);
        assertThatThrownBy(() -> invoke(listener, messages(1))).isInstanceOf(BatchFailedException.class);
        assertThat(handled).containsExactly("m0");
        assertThat(ended).isEmpty();
    }
}
