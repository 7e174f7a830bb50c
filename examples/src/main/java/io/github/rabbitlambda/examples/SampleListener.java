package io.github.rabbitlambda.examples;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;

import io.github.rabbitlambda.function.RabbitMqListener;
import io.github.rabbitlambda.function.message.Message;

/**
 * A sample: logs the queue, id, type and size of each message, and never its body.
 *
 * <p>
 * It throws for a message with the header {@value #REFUSE_FIRST_DELIVERY} set to true until the message is redelivered.
 * This shows how a whole batch comes back.
 */
public final class SampleListener extends RabbitMqListener {
    static final String REFUSE_FIRST_DELIVERY = "x-sample-refuse-first-delivery";
    /** In Lambda's text format, and outside of Lambda, nothing ends a log message's line; in JSON each is a line. */
    private static final String LINE_END = "JSON".equals(System.getenv("AWS_LAMBDA_LOG_FORMAT")) ? "" : "\n";

    public SampleListener() {
        super(SampleListener::handle);
    }

    static void handle(Message message, Context context) {
        if (message.headers().flag(REFUSE_FIRST_DELIVERY).orElse(false) && !message.redelivered()) {
            throw new IllegalStateException("the sample refuses this message's first delivery, as its header "
                    + REFUSE_FIRST_DELIVERY + " asks");
        }
        context.getLogger().log("received " + message.queue() + " id=" + message.properties().messageId().orElse("-")
                + " type=" + message.properties().type().orElse("-") + " size=" + message.body().size() + LINE_END,
                LogLevel.INFO);
    }
}
