package io.github.rabbitlambda.doctor.finding;

import java.util.List;

/** Checks that look at one broker, whether a mapping reads it or not. */
interface BrokerCheck {
    List<Check> checks();

    List<Finding> findings(LiveBroker broker);
}
