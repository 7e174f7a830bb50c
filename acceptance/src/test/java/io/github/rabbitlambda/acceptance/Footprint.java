package io.github.rabbitlambda.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a Java process uses: the bytes of its live objects, threads, open descriptors, and files in its directory for
 * temporary files.
 */
record Footprint(long heapBytes, int threads, long descriptors, long files) {
    /** Caches that fill up, and code that is compiled late. */
    private static final long HEAP_TOLERANCE = 1_000_000;
    /** Threads of the virtual machine that come and go; a leak has one for every cut or kill. */
    private static final int TOLERANCE = 2;
    private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

    /** Has the process collect its garbage first. */
    static Footprint of(ProcessHandle process, Path temporary) throws IOException, InterruptedException {
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        return new Footprint(liveBytes(process), (int) count(proc.resolve("task")), count(proc.resolve("fd")),
                all(temporary));
    }

    /** The histogram of live objects begins with a full collection. */
    private static long liveBytes(ProcessHandle process) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()), "GC.class_histogram").redirectErrorStream(true).start();
        String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher total = TOTAL.matcher(output);
        if (jcmd.waitFor() != 0 || !total.find()) {
            throw new IllegalStateException("jcmd must tell the bytes of live objects (it said: %s)".formatted(output));
        }
        return Long.parseLong(total.group(1));
    }

    private static long count(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        }
    }

    private static long all(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.count();
        }
    }

    boolean isAsLargeAs(Footprint later) {
        return later.heapBytes <= heapBytes + HEAP_TOLERANCE && later.threads <= threads + TOLERANCE
                && later.descriptors <= descriptors + TOLERANCE && later.files <= files;
    }

    @Override
    public String toString() {
        return "%.2f MB of live objects, %d threads, %d descriptors, %d files".formatted(heapBytes / 1e6, threads,
                descriptors, files);
    }
}
