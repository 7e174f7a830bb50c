package io.github.rabbitlambda.reachability;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The values of parameters under which a template is read: those that were given, those that are tried, and the
 * parameters that are taken at their defaults.
 *
 * @param given values by parameter name, for all templates
 * @param tried the choice for a parameter of a template
 * @param defaulted parameters whose default is assumed
 */
record Scenario(Map<String, String> given, Optional<String> region, Map<Key, Choice> tried, Set<Key> defaulted) {

    record Key(Template template, String parameter) {}

    /** One value that is tried: a literal, or (when empty) any value other than those that conditions compare with. */
    record Choice(Optional<String> literal) {
        String show() {
            return literal.map(text -> text.isEmpty() ? "''" : text).orElse("(any other value)");
        }
    }

    static Scenario of(Map<String, String> given, Optional<String> region) {
        return new Scenario(given, region, Map.of(), Set.of());
    }

    Scenario trying(Key key, Choice choice) {
        Map<Key, Choice> copy = new LinkedHashMap<>(tried);
        copy.put(key, choice);
        return new Scenario(given, region, copy, defaulted);
    }

    Scenario assuming(Set<Key> parameters) {
        Set<Key> copy = new LinkedHashSet<>(defaulted);
        copy.addAll(parameters);
        return new Scenario(given, region, tried, copy);
    }

    String partition() {
        return region.map(name -> name.startsWith("cn-") ? "aws-cn" : name.startsWith("us-gov-") ? "aws-us-gov" : "aws")
                .orElse("aws");
    }
}
