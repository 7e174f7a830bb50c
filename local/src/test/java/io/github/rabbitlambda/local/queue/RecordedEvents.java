package io.github.rabbitlambda.local.queue;

import java.util.ArrayList;
import java.util.List;

/** Counts and keeps the events of a mapping. */
final class RecordedEvents implements MappingEvents {
    final List<String> lost = new ArrayList<>();
    int reconnected;
    int filteredOut;
    int dropped;

    @Override
    public void connectionLost(String reason) {
        lost.add(reason);
    }

    @Override
    public void reconnectFailed(String reason) {}

    @Override
    public void reconnected() {
        reconnected++;
    }

    @Override
    public void filteredOut() {
        filteredOut++;
    }

    @Override
    public void dropped(String messageId, int eventBytes) {
        dropped++;
    }
}
