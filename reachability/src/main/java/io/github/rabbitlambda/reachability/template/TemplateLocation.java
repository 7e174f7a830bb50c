package io.github.rabbitlambda.reachability.template;

import java.util.List;
import java.util.Optional;

/**
 * Where a stack resource says that its nested template is: a path or an address of which the end is known.
 *
 * @param path with {@code ${}} for what is known at deployment only
 */
record TemplateLocation(String path) {
    private static final String HOLE = "${}";

    /** Reads a text, Fn::Sub or Fn::Join; empty for any other function. */
    static Optional<TemplateLocation> of(Tree tree) {
        return text(tree).map(text -> new TemplateLocation(text.replaceAll("[?#].*", "")))
                .filter(location -> !location.fileName().contains("${"));
    }

    private static Optional<String> text(Tree tree) {
        Tree.Mapping function = tree.asMapping();
        return tree.asText()
                .or(() -> function.entry("Fn::Sub").map(sub -> sub.asItems().getFirst()).flatMap(Tree::asText))
                .or(() -> function.entry("Fn::Join").map(Tree::asItems).filter(arguments -> arguments.size() == 2)
                        .flatMap(TemplateLocation::joined));
    }

    private static Optional<String> joined(List<Tree> arguments) {
        return arguments.get(0).asText().filter(between -> arguments.get(1) instanceof Tree.Sequence)
                .map(between -> String.join(between, arguments.get(1).asItems().stream()
                        .map(piece -> text(piece).orElse(HOLE)).toList()));
    }

    private String fileName() {
        return fileName(path);
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The template that is meant: the only one with the file's name, or with its folders where several have the name. */
    Optional<Template> among(List<Template> templates) {
        List<Template> named = templates.stream().filter(template -> fileName(template.name()).equals(fileName()))
                .toList();
        if (named.size() == 1) {
            return Optional.of(named.getFirst());
        }
        String folders = "/" + path.replaceAll("^(\\.{1,2}/)+", "");
        List<Template> closer = named.stream().filter(template -> ("/" + template.name()).endsWith(folders)).toList();
        return closer.size() == 1 ? Optional.of(closer.getFirst()) : Optional.empty();
    }
}
