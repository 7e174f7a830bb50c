package io.github.rabbitlambda.function.environment;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Stores the marks of {@link MessageMarks} in a file: one line for each change, appended. The operating system keeps
 * what was written when the process ends, however it does. Not safe for use by several threads or processes.
 *
 * <p>
 * Lines, with a tab between their words: {@code start <fingerprint> <end of the time, in ms>},
 * {@code fail <fingerprint> <class of the error>}, {@code stop <fingerprint>}, {@code clear <fingerprint>}, {@code suspect <fingerprint> <ends> <certain> <last>}, {@code works}. A
 * message whose last line is "start" or "fail" was in work when the process ended.
 */
final class MarkFile {
    private static final String WORKS = "works";
    private static final String START = "start";
    private static final String FAIL = "fail";
    private static final String STOP = "stop";
    private static final String CLEAR = "clear";
    private static final String SUSPECT = "suspect";
    private static final int MAX_BYTES = 1 << 20;

    private final File path;
    private final boolean existed;
    private boolean works;
    private @Nullable FileOutputStream output;

    MarkFile(File path) {
        this.path = path;
        this.existed = !created(path);
    }

    /** True also if the file can't be created: then writing to it says why. */
    private static boolean created(File path) {
        try {
            return path.createNewFile();
        } catch (IOException e) {
            return true;
        }
    }

    /** Whether an earlier process of the environment has made the file. */
    boolean existed() {
        return existed;
    }

    /** What is known after the previous process has ended. */
    Map<Fingerprint, Suspicion> suspicions() throws IOException {
        Map<Fingerprint, Suspicion> suspicions = new LinkedHashMap<>();
        Map<Fingerprint, String> inWork = new LinkedHashMap<>();
        Instant now = Instant.now();
        for (String line : Files.readAllLines(path.toPath())) {
            works |= line.equals(WORKS);
            try {
                read(line.split("\t"), now, suspicions, inWork);
            } catch (NumberFormatException e) {
                continue;
            }
        }
        inWork.forEach((fingerprint, how) -> suspicions.merge(fingerprint, Suspicion.NONE.ended(how),
                (before, last) -> before.ended(last.last())));
        write(suspicions);
        return suspicions;
    }

    /** A line that was not written to its end says nothing. */
    private static void read(String[] words, Instant now, Map<Fingerprint, Suspicion> suspicions,
            Map<Fingerprint, String> inWork) {
        if (words.length < 2) {
            return;
        }
        Fingerprint fingerprint = new Fingerprint(words[1]);
        if (words[0].equals(START) && words.length == 3) {
            inWork.put(fingerprint, now.isBefore(Instant.ofEpochMilli(Long.parseLong(words[2])))
                    ? Suspicion.PROCESS_ENDED
                    : Suspicion.TIMED_OUT);
        } else if (words[0].equals(FAIL) && words.length == 3) {
            inWork.computeIfPresent(fingerprint, (same, how) -> how + ", before it was parked for " + words[2]);
        } else if (words[0].equals(SUSPECT) && words.length == 5) {
            suspicions.put(fingerprint,
                    new Suspicion(Integer.parseInt(words[2]), Boolean.parseBoolean(words[3]), words[4]));
        } else if (words[0].equals(STOP)) {
            inWork.remove(fingerprint);
        } else if (words[0].equals(CLEAR)) {
            inWork.remove(fingerprint);
            suspicions.remove(fingerprint);
        }
    }

    /** Whether a process of the environment has processed a message. */
    boolean works() {
        return works;
    }

    void addWorks() throws IOException {
        works = true;
        append(WORKS + '\n');
    }

    void start(Fingerprint fingerprint, Instant end) throws IOException {
        append(START + '\t' + fingerprint.hex() + '\t' + end.toEpochMilli() + '\n');
    }

    void fail(Fingerprint fingerprint, String errorClass) throws IOException {
        append(FAIL + '\t' + fingerprint.hex() + '\t' + errorClass + '\n');
    }

    void stop(Fingerprint fingerprint) throws IOException {
        append(STOP + '\t' + fingerprint.hex() + '\n');
    }

    void clear(Fingerprint fingerprint) throws IOException {
        append(CLEAR + '\t' + fingerprint.hex() + '\n');
    }

    void suspect(Fingerprint fingerprint, Suspicion suspicion) throws IOException {
        append(line(fingerprint, suspicion));
    }

    private static String line(Fingerprint fingerprint, Suspicion suspicion) {
        return String.join("\t", SUSPECT, fingerprint.hex(), Integer.toString(suspicion.ends()),
                Boolean.toString(suspicion.certain()), suspicion.last()) + '\n';
    }

    /** Between batches: removes all lines about messages when nothing is suspected, and rewrites it when it is long. */
    void shorten(Map<Fingerprint, Suspicion> suspicions) throws IOException {
        if (suspicions.isEmpty() || path.length() > MAX_BYTES) {
            write(suspicions);
        }
    }

    private void write(Map<Fingerprint, Suspicion> suspicions) throws IOException {
        close();
        StringBuilder lines = new StringBuilder(works ? WORKS + '\n' : "");
        suspicions.forEach((fingerprint, suspicion) -> lines.append(line(fingerprint, suspicion)));
        Files.writeString(path.toPath(), lines);
    }

    private void close() throws IOException {
        if (output != null) {
            output.close();
            output = null;
        }
    }

    /** Without a buffer: what is not written is lost when the process ends. */
    private void append(String line) throws IOException {
        if (output == null) {
            output = new FileOutputStream(path, true);
        }
        output.write(line.getBytes(StandardCharsets.UTF_8));
    }
}
