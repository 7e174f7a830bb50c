package io.github.rabbitlambda.local.queue;

/** Events of a mapping while it reads the queue. Called on the mapping's thread. */
public interface MappingEvents {
    /** The connection ended. The broker will deliver unsettled messages again. */
    void connectionLost(String reason);

    /** An attempt to reconnect failed; another follows. */
    void stillLost(String reason);

    /** Messages are consumed again. */
    void reconnected();

    /** A message matched no filter: it is acknowledged and gone, as with Lambda. */
    void filteredOut();

    /** A message alone is larger than an event may be: it is acknowledged and gone, as with Lambda. */
    void dropped(String messageId, int eventBytes);
}
