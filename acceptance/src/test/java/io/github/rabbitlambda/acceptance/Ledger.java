package io.github.rabbitlambda.acceptance;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file with one line for each message that was processed. Lines are written whole. Thread-safe. It is not a channel,
 * because an interrupted thread closes its channel for all others.
 */
final class Ledger {
    private final OutputStream file;

    private Ledger(OutputStream file) {
        this.file = file;
    }

    /** Opens the file that the variable LEDGER names. */
    static Ledger ofThisProcess() throws IOException {
        return of(pathOfThisProcess());
    }

    static Path pathOfThisProcess() {
        return Path.of(System.getenv("LEDGER"));
    }

    static Ledger of(Path file) throws IOException {
        return new Ledger(new FileOutputStream(file.toFile(), true));
    }

    synchronized void add(String id) throws IOException {
        file.write((id + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The lines so far, in the order in which they were added. */
    static List<String> read(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
