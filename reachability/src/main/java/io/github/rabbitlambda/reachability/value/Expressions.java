package io.github.rabbitlambda.reachability.value;

import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.template.Tree;

/** Evaluates expressions of templates: what the resolver's parts need of it. */
interface Expressions {
    Value value(Template template, Tree tree);

    /** The value of an expression that another one refers to; an expression that refers to itself has none. */
    Value followed(Template template, Tree tree);
}
