package io.github.rabbitlambda.local.queue;

/** What a mapping tells of itself while it reads the queue. Called on the mapping's thread. */
public interface MappingEvents {
    /** The connection ended; what was not settled comes back from the broker. */
    void connectionLost(String reason);

    /** An attempt to reconnect failed; another follows. */
    void reconnectFailed(String reason);

    /** Messages are consumed again. */
    void reconnected();

    /** A message matched no filter: it is acknowledged and gone, as with Lambda. */
    void filteredOut();

    /** A message alone is larger than an event may be: it is acknowledged and gone, as with Lambda. */
    void dropped(String messageId, int eventBytes);
}
