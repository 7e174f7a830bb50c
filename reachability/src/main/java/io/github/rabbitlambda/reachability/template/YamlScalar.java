package io.github.rabbitlambda.reachability.template;

import java.util.Locale;
import java.util.Set;

import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** The spellings of null, true and false in YAML 1.1, which CloudFormation reads. */
final class YamlScalar {
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> BOOLEANS = Set.of("True", "TRUE", "False", "FALSE");

    private YamlScalar() {}

    static Tree of(ScalarEvent scalar) {
        String text = scalar.getValue();
        boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN && scalar.getTag().isEmpty();
        if (plain && NULLS.contains(text)) {
            return new Tree.Nothing();
        }
        return new Tree.Scalar(plain && BOOLEANS.contains(text) ? text.toLowerCase(Locale.ROOT) : text);
    }
}
