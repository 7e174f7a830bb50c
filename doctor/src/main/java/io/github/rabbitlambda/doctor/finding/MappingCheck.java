package io.github.rabbitlambda.doctor.finding;

import java.util.List;

/** Checks that look at one mapping, and share what they look at. */
interface MappingCheck {
    List<Check> checks();

    List<Finding> findings(LiveMapping mapping);
}
