package io.github.rabbitlambda.validation;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * The name that somebody probably meant.
 */
public final class NearName {
    private static final int SHORT_NAME = 6;
    private static final int SHORTEST_PART = 3;

    private NearName() {}

    /** The nearest of the names by spelling, upper and lower case and {@code -} and {@code _} aside. */
    public static Optional<String> of(String given, Collection<String> names) {
        String plain = plain(given);
        return names.stream().filter(name -> distance(plain, name) <= limit(plain))
                .min(Comparator.comparingInt((String name) -> distance(plain, name)).thenComparing(name -> name));
    }

    /** Otherwise a name that begins or ends with the given one, such as {@code memorySize} for {@code memory}. */
    public static Optional<String> ofPart(String given, Collection<String> names) {
        String plain = plain(given);
        return of(given, names).or(() -> plain.length() < SHORTEST_PART
                ? Optional.empty()
                : names.stream().filter(name -> plain(name).startsWith(plain) || plain(name).endsWith(plain))
                        .min(Comparator.comparingInt(String::length).thenComparing(name -> name)));
    }

    private static int limit(String plain) {
        return plain.length() < SHORT_NAME ? 1 : 2;
    }

    private static int distance(String plain, String name) {
        return LevenshteinDistance.getDefaultInstance().apply(plain, plain(name));
    }

    private static String plain(String name) {
        return name.replaceAll("[-_. ]", "").toLowerCase(Locale.ROOT);
    }
}
