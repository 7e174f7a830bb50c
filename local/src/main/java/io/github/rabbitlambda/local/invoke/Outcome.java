package io.github.rabbitlambda.local.invoke;

import java.time.Duration;

/** How one invocation ended. After any outcome except {@link Succeeded}, Lambda retries the whole batch. */
public sealed interface Outcome {
    /** The outcome in a sentence. */
    String sentence();

    /** The function returned. Its result is ignored, as Lambda ignores it for Amazon MQ. */
    record Succeeded(int responseBytes) implements Outcome {
        @Override
        public String sentence() {
            return "the function succeeded";
        }
    }

    /** The function threw an exception; its process still runs. */
    record Failed(String errorType, String errorMessage) implements Outcome {
        @Override
        public String sentence() {
            return "the function failed with %s: %s".formatted(Printable.message(errorType),
                    Printable.message(errorMessage));
        }
    }

    /** The function did not end in time; its process was killed. */
    record TimedOut(Duration timeout) implements Outcome {
        @Override
        public String sentence() {
            return "the function timed out after %s s and its process was killed (--timeout)"
                    .formatted(Seconds.format(timeout));
        }
    }

    /** The function's process ended during the invocation. */
    record Crashed(int exitStatus, String lastOutput) implements Outcome {
        @Override
        public String sentence() {
            return "the function's process ended with status %d%s%s".formatted(exitStatus, statusDetail(),
                    lastOutputSentence(lastOutput));
        }

        private String statusDetail() {
            if (lastOutput.contains("OutOfMemoryError")) {
                return ", out of memory (--memory)";
            }
            return exitStatus == 137 ? " (killed)" : "";
        }
    }

    /** The function did not start: its process ended, reported an error or was too slow before its first invocation. */
    record InitFailed(String reason, String lastOutput) implements Outcome {
        @Override
        public String sentence() {
            return "the function did not start: " + reason + lastOutputSentence(lastOutput);
        }
    }

    private static String lastOutputSentence(String output) {
        return output.isBlank()
                ? "; it printed nothing"
                : "; its last output:\n" + output.strip().indent(4).stripTrailing();
    }
}
