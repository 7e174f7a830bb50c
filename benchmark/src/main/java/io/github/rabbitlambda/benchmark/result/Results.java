package io.github.rabbitlambda.benchmark.result;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * The results in a folder. All are in {@code results.json}; a chart for each comparison with ratios and the tables of
 * {@code ../performance.md} are made of that file alone. Not thread-safe.
 */
public final class Results {
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path folder;
    private final Content content;

    /** The sections, by the names of the measurements. */
    record Content(TreeMap<String, Section> sections) {}

    private Results(Path folder, Content content) {
        this.folder = folder;
        this.content = content;
    }

    /** Reads the results of earlier runs; a folder without {@code results.json} has none. */
    public static Results read(Path folder) {
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

    /** Replaces the section of one measurement and writes all files. */
    public void put(String name, Section section) {
        content.sections().put(name, section);
        write();
    }

    /** Writes the results, the charts and the tables. */
    public void write() {
        try {
            Files.createDirectories(folder);
            JSON.writeValue(folder.resolve("results.json").toFile(), content);
            Path page = folder.resolveSibling("performance.md");
            Files.writeString(page, new Page(content.sections()).fill(Files.readString(page)));
            for (BarChart chart : BarChart.draw(content.sections())) {
                Files.writeString(folder.resolve(chart.file()), chart.svg());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
