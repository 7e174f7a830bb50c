package io.github.rabbitlambda.acceptance.outside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of docs, whose files and commands are taken as they are written. */
final class GuidePage {
    private static final Pattern COMMAND = Pattern.compile("(?m)^ {4}(\\S.*?(?:\\\\\n.*?)*)$");

    private final String name;
    private final String text;

    private GuidePage(String name, String text) {
        this.name = name;
        this.text = text;
    }

    static GuidePage named(String name) throws IOException {
        return new GuidePage(name, Files.readString(Path.of("..", "docs").resolve(name)));
    }

    /** The block of code after the line that has nothing but this name. */
    String file(String file) {
        return find(Pattern.compile("(?s)\n`" + Pattern.quote(file) + "`:\n\n```\\w+\n(.*?\n)```"), "the file " + file);
    }

    /** The block of Java that declares this class. */
    String javaClass(String type) {
        return find(Pattern.compile("(?s)```java\n((?:(?!```).)*?class " + type + "\\b.*?\n)```"), "the class " + type);
    }

    /** The indented lines under a heading; one that ends with a backslash goes on in the next. */
    List<String> commands(String heading) {
        String section = find(Pattern.compile("(?s)\n#+ " + Pattern.quote(heading) + "\n(.*?)(?:\n#+ |\\z)"), heading);
        String withoutCode = section.replaceAll("(?s)```.*?```", "");
        return COMMAND.matcher(withoutCode).results().map(match -> match.group(1)).toList();
    }

    String find(Pattern pattern, String what) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("docs/" + name + " must have " + what);
        }
        return matcher.group(1);
    }
}
