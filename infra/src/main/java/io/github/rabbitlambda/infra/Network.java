package io.github.rabbitlambda.infra;

/**
 * One of the ways of placing a broker. CloudFormation needs it at two moments: before the broker and after it.
 */
sealed interface Network permits ServiceNetwork, OwnNetwork, DefaultNetwork {
    Placement placement();

    Surroundings around(Broker broker);
}
