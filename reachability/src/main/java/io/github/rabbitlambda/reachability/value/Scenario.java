package io.github.rabbitlambda.reachability.value;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.rabbitlambda.reachability.value.OpenChoice.Comparison;

/**
 * The parameter values under which templates are evaluated: those that the user gave, those that the check tries, and the
 * defaults that it assumes.
 *
 * @param given values by parameter name, for all templates
 * @param account the account that the templates are deployed to, where it is known
 * @param tried the choice for a parameter of a template
 * @param decided the comparisons that are taken to hold, or not to
 * @param defaulted parameters whose default is assumed
 * @param bindings parameters of which the user says what they are
 */
public record Scenario(Map<String, String> given, Optional<String> region, Optional<String> account,
        Map<TemplateParameter, Choice> tried,
        Map<Comparison, Boolean> decided, Set<TemplateParameter> defaulted, List<Binding> bindings) {

    public Scenario {
        bindings = List.copyOf(bindings);
    }

    /** One value that is tried: a literal, or (when empty) any value other than those that conditions compare with. */
    public record Choice(Optional<String> literal) {
        public String show() {
            return literal.map(text -> text.isEmpty() ? "''" : text).orElse("(any other value)");
        }
    }

    public static Scenario of(Map<String, String> given, Optional<String> region) {
        return new Scenario(given, region, Optional.empty(), Map.of(), Map.of(), Set.of(), List.of());
    }

    public Scenario inAccount(Optional<String> id) {
        return new Scenario(given, region, id, tried, decided, defaulted, bindings);
    }

    public Scenario binding(List<Binding> all) {
        return new Scenario(given, region, account, tried, decided, defaulted, all);
    }

    public Scenario trying(TemplateParameter parameter, Choice choice) {
        Map<TemplateParameter, Choice> copy = new LinkedHashMap<>(tried);
        copy.put(parameter, choice);
        return new Scenario(given, region, account, copy, decided, defaulted, bindings);
    }

    public Scenario deciding(Comparison comparison, boolean holds) {
        Map<Comparison, Boolean> copy = new LinkedHashMap<>(decided);
        copy.put(comparison, holds);
        return new Scenario(given, region, account, tried, copy, defaulted, bindings);
    }

    public Scenario assuming(Set<TemplateParameter> parameters) {
        Set<TemplateParameter> copy = new LinkedHashSet<>(defaulted);
        copy.addAll(parameters);
        return new Scenario(given, region, account, tried, decided, copy, bindings);
    }

    public String partition() {
        return region.map(name -> name.startsWith("cn-") ? "aws-cn" : name.startsWith("us-gov-") ? "aws-us-gov" : "aws")
                .orElse("aws");
    }
}
