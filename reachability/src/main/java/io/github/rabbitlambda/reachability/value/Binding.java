package io.github.rabbitlambda.reachability.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.template.Resource;
import io.github.rabbitlambda.reachability.template.Template;

/**
 * What the user says about a parameter: it is another template's resource, or for a list several of them.
 *
 * @param template the name of the template that has the parameter
 */
public record Binding(String template, String parameter, List<Source> sources) {
    private static final String FORM = "FILE:PARAMETER=FILE:RESOURCE[.ATTRIBUTE]";

    /**
     * A resource or an attribute of it.
     *
     * @param template the name of its template
     * @param id the logical id, followed by a dot and the attribute if {@code Ref} isn't meant
     */
    public record Source(String template, String id) {
        String show() {
            return id + " of " + template;
        }
    }

    public Binding {
        sources = List.copyOf(sources);
    }

    /**
     * Reads {@code network.yaml:BrokerArn=broker.yaml:Broker.Arn}; further resources of a list follow after commas.
     *
     * @throws IllegalArgumentException if it has another form, or names what the templates don't have
     */
    public static Binding parse(String text, List<Template> templates) {
        int sign = text.indexOf('=');
        require(sign > 0, "must have the form " + FORM, text);
        Template template = template(text.substring(0, sign), text, templates);
        String parameter = name(text.substring(0, sign));
        require(template.parameter(parameter).isPresent(), "names no parameter of " + template.name(), text);
        List<Source> sources = new ArrayList<>();
        for (String source : text.substring(sign + 1).split(",", -1)) {
            sources.add(source(new TemplateParameter(template, parameter), source, text, templates));
        }
        require(sources.size() == 1 || new TemplateParameter(template, parameter).isList(),
                "gives several values, but the parameter is no list", text);
        return new Binding(template.name(), parameter, sources);
    }

    private static Source source(TemplateParameter parameter, String source, String text, List<Template> templates) {
        Template template = template(source, text, templates);
        require(template != parameter.template(), "must name a resource of another template", text);
        String id = name(source);
        Optional<Resource> resource = Optional.ofNullable(template.resources().get(id.replaceFirst("\\..*", "")));
        require(resource.isPresent(), "names no resource of " + template.name(), text);
        String type = resource.get().type();
        require(!parameter.excludes(type) || id.contains("."),
                "gives the parameter, an " + parameter.type() + ", a resource of the type " + type, text);
        return new Source(template.name(), id);
    }

    private static Template template(String side, String text, List<Template> templates) {
        int colon = side.lastIndexOf(':');
        require(colon > 0, "must have the form " + FORM, text);
        String file = side.substring(0, colon);
        List<Template> named = templates.stream()
                .filter(template -> ("/" + template.name()).endsWith("/" + file)).toList();
        require(!named.isEmpty(), "names " + file + ", which is none of the templates", text);
        require(named.size() == 1, "names " + file + ", which is the end of several templates' names", text);
        return named.getFirst();
    }

    private static String name(String side) {
        return side.substring(side.lastIndexOf(':') + 1);
    }

    private static void require(boolean condition, String problem, String text) {
        if (!condition) {
            throw new IllegalArgumentException("--bind " + problem + " (given " + text + ")");
        }
    }
}
