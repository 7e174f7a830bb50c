package io.github.rabbitlambda.function;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What user code threw, in texts. Nothing else reads a Throwable of user code: its methods may throw, return null or
 * never end. A new one is made in the thread that called user code; there a method that hangs is interrupted as a
 * handler is.
 *
 * @param type
 *            the name of the thrown class. It may be logged; the message may not, because user code may quote a body in
 *            it.
 * @param message
 *            the messages of the error and of its causes, with the causes' classes
 * @param place
 *            where it was thrown, and the classes of its causes. It may be logged.
 * @param advice
 *            what to do about a class that can't be loaded. It may be logged: it has the name of that class only.
 */
record ThrownError(String type, String message, String place, Optional<String> advice) {
    private static final int MAX_CHARACTERS = 1_000;
    private static final int MAX_NAME_CHARACTERS = 200;
    private static final int MAX_FRAMES = 3;
    /** Of a longer chain, the first and the last ones are shown. */
    private static final int MAX_SHOWN = 5;
    private static final char UNREADABLE = '\ufffd';

    static ThrownError of(Throwable thrown) {
        return of(CauseChain.of(thrown));
    }

    static ThrownError of(CauseChain chain) {
        List<Throwable> shown = shown(chain.links());
        return new ThrownError(typeOf(shown.getFirst()), message(shown), place(shown), chain.advice());
    }

    /** For a handler that did not end in time, nor when it was interrupted: there is nothing that it threw. */
    static ThrownError hanging(Duration limit) {
        return new ThrownError("java.util.concurrent.TimeoutException", "the handler ran for more than "
                + limit.toMillis() + " ms, did not end when it was interrupted and may still be running", "",
                Optional.empty());
    }

    /** For a message that is not tried again, because of what happened to it earlier. */
    static ThrownError earlier(String type, String sentence) {
        return new ThrownError(type, sentence, "", Optional.empty());
    }

    /** For a handler that threw this because it took too long. */
    ThrownError afterInterrupt(Duration elapsed) {
        return new ThrownError(type, "the handler was interrupted, because it took too long (" + elapsed.toMillis()
                + " ms), and threw this: " + message, place, advice);
    }

    /** The name of the class; some tools make classes with very long ones. */
    static String typeOf(Throwable thrown) {
        return readable(thrown.getClass().getName(), MAX_NAME_CHARACTERS);
    }

    private static List<Throwable> shown(List<Throwable> links) {
        if (links.size() <= MAX_SHOWN) {
            return links;
        }
        List<Throwable> shown = new ArrayList<>(links.subList(links.size() - MAX_SHOWN + 1, links.size()));
        shown.addFirst(links.getFirst());
        return shown;
    }

    /** Every link gets an equal share, so that a long message does not hide its cause. */
    private static String message(List<Throwable> links) {
        int share = MAX_CHARACTERS / links.size();
        List<String> messages = links.stream().map(ThrownError::words).toList();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < links.size(); i++) {
            String message = isToldByNext(links, messages, i) ? "" : readable(messages.get(i), share);
            if (i > 0) {
                text.append(text.isEmpty() ? "" : "; ").append("caused by ").append(typeOf(links.get(i)))
                        .append(message.isEmpty() ? "" : ": ");
            }
            text.append(message);
        }
        return text.toString();
    }

    /** An exception that is made with nothing but a cause has the cause's text as its message. */
    private static boolean isToldByNext(List<Throwable> links, List<String> messages, int index) {
        if (index + 1 == links.size()) {
            return false;
        }
        String type = links.get(index + 1).getClass().getName();
        String message = messages.get(index);
        return message.equals(type) || message.equals(type + ": " + messages.get(index + 1));
    }

    private static String words(Throwable thrown) {
        String message = messageOf(thrown);
        return message == null ? "" : message;
    }

    /** Null when there is none; a sentence when the method throws. */
    static @Nullable String messageOf(Throwable thrown) {
        try {
            return thrown.getMessage();
        } catch (Throwable unreadable) {
            return "(getMessage() threw " + typeOf(unreadable) + ")";
        }
    }

    /** The first frames of the error, the classes of its causes, and the first frames of the last cause. */
    private static String place(List<Throwable> links) {
        StringBuilder text = new StringBuilder(firstFrames(links.getFirst()));
        for (Throwable cause : links.subList(1, links.size())) {
            text.append("; caused by ").append(typeOf(cause));
        }
        String frames = links.size() == 1 ? "" : firstFrames(links.getLast());
        return text.append(frames.isEmpty() ? "" : " at ").append(frames).toString();
    }

    private static String firstFrames(Throwable thrown) {
        try {
            return Arrays.stream(thrown.getStackTrace()).limit(MAX_FRAMES)
                    .map(frame -> readable(frame.toString(), MAX_NAME_CHARACTERS))
                    .reduce((first, next) -> first + " < " + next).orElse("");
        } catch (Throwable unreadable) {
            return "";
        }
    }

    /** Shortens a text between characters. Half of a surrogate pair becomes U+FFFD: many JSON readers refuse it. */
    private static String readable(String text, int longest) {
        StringBuilder readable = new StringBuilder(Math.min(text.length(), longest));
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            int length = Character.charCount(character);
            if (at + length > longest) {
                break;
            }
            boolean half = length == 1 && Character.isSurrogate((char) character);
            readable.appendCodePoint(half ? UNREADABLE : character);
            at += length;
        }
        return readable.toString();
    }
}
