package io.github.rabbitlambda.local;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.rabbitlambda.local.parking.FailureQueue;
import io.github.rabbitlambda.local.publish.OwnMessages;
import io.github.rabbitlambda.local.publish.Publication;
import picocli.CommandLine.Option;

/** The options for a first try of one's own handler: what to publish, what to catch and when to end. */
final class FirstTryOptions {
    @Option(names = "--publish", paramLabel = "FILE|-|TEXT", description = {
            "A message for the embedded or private broker: a file, - for standard input, or a text. Repeatable. A saved event (JSON with rmqMessagesByQueue) is published record by record, with all its properties."})
    List<String> sources = new ArrayList<>();

    @Option(names = "--content-type", paramLabel = "TYPE", description = "The content type of the messages of --publish; a saved event has its own. Default: none.")
    @Nullable
    String contentType;

    @Option(names = "--header", paramLabel = "NAME=VALUE", description = "A header of the messages of --publish; a saved event has its own. A number, true, false and null have their type, anything else (and anything in \"…\") is a text. Repeatable.")
    List<String> headers = new ArrayList<>();

    @Option(names = "--until-empty", negatable = true, description = "Stop when the queue is empty, or with exit status 1 after 5 failed invocations in a row. Default: with --publish, unless --once or --max-messages is given.")
    @Nullable
    Boolean untilEmpty;

    @Option(names = "--failure-queue", negatable = true, description = "Catch what the listener parks, in an SQS server on this machine, and print it. Default: on the embedded and the private broker, unless it is the demonstration or --env names a queue of your own.")
    @Nullable
    Boolean failureQueue;

    /** Reads what --publish names. */
    List<Publication> messages(InputStream standardInput) {
        return OptionNames
                .naming(() -> OwnMessages.read(sources, contentType, headers, standardInput));
    }

    boolean isPublishing() {
        return !sources.isEmpty();
    }

    boolean readsStandardInput() {
        return sources.contains(OwnMessages.STANDARD_INPUT);
    }

    void check(boolean isOwnBroker) {
        if (isPublishing() && !isOwnBroker) {
            throw new IllegalArgumentException(
                    "--publish goes with --broker embedded or rabbitmq (given: a URI), because others may use that broker: publish with a client of your own");
        }
    }

    boolean endsWhenEmpty(boolean hasOtherEnd) {
        return untilEmpty != null ? untilEmpty : isPublishing() && !hasOtherEnd;
    }

    boolean catchesParked(boolean isFirstTry, Map<String, String> variables) {
        List<String> ownQueue = FailureQueue.ownQueueIn(variables);
        if (failureQueue == null) {
            return isFirstTry && ownQueue.isEmpty();
        }
        if (failureQueue && !ownQueue.isEmpty()) {
            throw new IllegalArgumentException(
                    "--failure-queue must not be given with --env %s (given: both), because the function would park there"
                            .formatted(ownQueue.getFirst()));
        }
        return failureQueue;
    }
}
