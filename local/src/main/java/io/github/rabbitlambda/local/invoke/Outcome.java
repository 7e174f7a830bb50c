package io.github.rabbitlambda.local.invoke;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.MatchResult;
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
        private static final Pattern CAUSE = Pattern.compile("Caused by: ([^\n]+)");
        private static final Pattern PLACE = Pattern.compile("\tat (?!java\\.|jdk\\.)([^\\s()]+\\([^)\n]*\\))");

        /** The runtime client reported an error; its log has the root cause and the place. */
        static InitFailed reported(String error, String log) {
            return new InitFailed(MissingClass.sentence(error).orElseGet(() -> error + detail(unescaped(log))), null);
        }

        private static String detail(String log) {
            Optional<MatchResult> cause = CAUSE.matcher(log).results().reduce((first, last) -> last);
            Matcher place = PLACE.matcher(log);
            return cause.map(found -> ", caused by " + Printable.message(found.group(1))).orElse("")
                    + (place.find(cause.map(MatchResult::end).orElse(0)) || place.find(0)
                            ? " (at " + place.group(1) + ")"
                            : "");
        }

        /** Lambda's client writes the stack trace as a JSON string. */
        private static String unescaped(String log) {
            return log.replace("\\n", "\n").replace("\\t", "\t").replace("\\\"", "\"");
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
