package io.github.rabbitlambda.function.environment;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;

/**
 * Execution environments for tests.
 */
public final class Environments {
    private Environments() {}

    /** As a new process finds it whose environment has this directory for temporary files. */
    public static ExecutionEnvironment startedIn(Path directory) {
        return startedIn(directory, () -> {});
    }

    /** Calls the action instead of ending the process after an answer. */
    public static ExecutionEnvironment startedIn(Path directory, Runnable afterAnswer) {
        return new ExecutionEnvironment(new MessageMarks(new MarkFile(file(directory))),
                processEnd(thread -> afterAnswer.run(), () -> {}));
    }

    private static ProcessEnd processEnd(Consumer<Thread> afterAnswer, Runnable now) {
        return new ProcessEnd() {
            @Override
            public void endAfterAnswerOf(Thread invocation) {
                afterAnswer.accept(invocation);
            }

            @Override
            public void endNow() {
                now.run();
            }
        };
    }

    /** What the process has stored so far is what the next one finds if it ends now. */
    public static void copyMarks(Path from, Path to) {
        try {
            Files.copy(file(from).toPath(), file(to).toPath(), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static File file(Path directory) {
        return directory.resolve("marks").toFile();
    }

    /** Throws where the process would end before it handles a batch. */
    public static ExecutionEnvironment refusing() {
        return new ExecutionEnvironment(MessageMarks.inMemory(), processEnd(thread -> {}, () -> {
            throw new ProcessEnded();
        }));
    }

    public static final class ProcessEnded extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Adds the thread of each invocation after which the process would end. */
    public static ExecutionEnvironment ending(List<Thread> ended) {
        return new ExecutionEnvironment(MessageMarks.inMemory(), processEnd(ended::add, () -> {}));
    }
}
