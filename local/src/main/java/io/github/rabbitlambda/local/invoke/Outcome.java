package io.github.rabbitlambda.local.invoke;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

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

        /**
         * Why every other invocation would fail too: a class is missing, or Lambda's runtime client could not load the
         * handler, which it reports with an invocation.
         */
        public Optional<String> startProblem() {
            return MissingClass.sentence(errorType + ": " + errorMessage)
                    .or(() -> errorType.equals("Runtime.BadFunctionCode")
                            ? Optional.of(Printable.message(errorMessage))
                            : Optional.empty());
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

    /**
     * The function did not start: its process ended, reported an error or was too slow before its first invocation.
     * {@code lastOutput} is null if the reason says everything.
     */
    record InitFailed(String reason, @Nullable String lastOutput) implements Outcome {
        private static final Pattern ROOT_CAUSE = Pattern.compile(".*Caused by: ([^\\n\\\\]+)", Pattern.DOTALL);
        private static final Pattern PLACE = Pattern.compile("[\\t\\\\]t?at ([^\\s()]+\\([^)]*\\))");

        /** The runtime client reported an error; its log has the place and the cause. */
        static InitFailed reported(String error, String log) {
            return new InitFailed(MissingClass.sentence(error)
                    .orElseGet(() -> error + detail(PLACE, log, " (at ", ")") + detail(ROOT_CAUSE, log, ", caused by ", "")),
                    null);
        }

        private static String detail(Pattern pattern, String log, String before, String after) {
            Matcher matcher = pattern.matcher(log);
            return matcher.find() ? before + Printable.message(matcher.group(1)) + after : "";
        }

        @Override
        public String sentence() {
            return "the function did not start: " + reason + (lastOutput == null ? "" : lastOutputSentence(lastOutput));
        }
    }

    private static String lastOutputSentence(String output) {
        return output.isBlank()
                ? "; it printed nothing"
                : "; its last output:\n" + output.strip().indent(4).stripTrailing();
    }
}
