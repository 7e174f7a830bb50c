package io.github.rabbitlambda.benchmark.result;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * The results in a folder: {@code results.json}, and what is made of nothing else: a picture for each comparison with
 * ratios, and the tables within {@code ../performance.md}. Not thread-safe.
 */
public final class Results {
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path folder;
    private final Content content;

    /** Sections by their names. */
    record Content(TreeMap<String, Section> sections) {}

    private Results(Path folder, Content content) {
        this.folder = folder;
        this.content = content;
    }

    /** Those of earlier runs, or none. */
    public static Results in(Path folder) {
        Path file = folder.resolve("results.json");
        try {
            return new Results(folder, Files.exists(file)
                    ? JSON.readValue(file.toFile(), Content.class)
                    : new Content(new TreeMap<>()));
        } catch (IOException e) {
            throw new IllegalStateException(
                    file + " must be what this benchmark wrote (it can't be read): delete it and measure again", e);
        }
    }

    /** Replaces one section and writes everything anew. */
    public void put(String name, Section section) {
        content.sections().put(name, section);
        write();
    }

    /** Writes results, pictures and tables. */
    public void write() {
        try {
            Files.createDirectories(folder);
            JSON.writeValue(folder.resolve("results.json").toFile(), content);
            Path page = folder.resolveSibling("performance.md");
            Files.writeString(page, new Page(content.sections()).fill(Files.readString(page)));
            for (Picture picture : Picture.of(content.sections())) {
                Files.writeString(folder.resolve(picture.file()), picture.svg());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
