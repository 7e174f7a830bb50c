package io.github.rabbitlambda.local.queue;

/** Receives what happens while a mapping reads the queue. The mapping's thread calls it. */
public interface MappingEvents {
    /** The connection ended; the broker delivers unsettled messages again. */
    void connectionLost(String reason);

    /** An attempt to reconnect failed; it will be repeated. */
    void reconnectFailed(String reason);

    /** Messages are consumed again. */
    void reconnected();

    /** A message matched no filter: it is acknowledged and lost, as with Lambda. */
    void filteredOut();

    /** A message is too large for an event of its own: it is acknowledged and lost, as with Lambda. */
    void dropped(String messageId, int eventBytes);
}
