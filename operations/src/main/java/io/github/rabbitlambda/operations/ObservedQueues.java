package io.github.rabbitlambda.operations;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a queue through the task "observe" of BrokerTasks. */
public record ObservedQueues(InvokedFunction function) {

    public Input queue(String queue) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("task", "observe");
        event.put("queues", List.of(queue));
        return function.call(event).objects("queues").stream().findFirst()
                .orElseThrow(() -> new OperationFailedException(
                        "The queue " + queue
                                + " must exist on the broker before its mapping (it does not): has it been "
                                + "deleted by hand?"));
    }
}
