package io.github.rabbitlambda.reachability.value;

import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.template.Tree;

/** Evaluates expressions of templates: the part of the resolver that the classes it uses call back. */
interface Expressions {
    Value value(Template template, Tree tree);

    /** The value of an expression to which another expression refers; unknown if it refers to itself. */
    Value followed(Template template, Tree tree);
}
