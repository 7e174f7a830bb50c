package io.github.rabbitlambda.benchmark.function;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent.RabbitMessage;

/** The usual sample: Lambda fills the model class, and a loop processes one message at a time. */
public final class ModelHandler implements RequestHandler<RabbitMQEvent, String> {
    @Override
    public String handleRequest(RabbitMQEvent event, Context context) {
        for (List<RabbitMessage> messages : event.getRmqMessagesByQueue().values()) {
            for (RabbitMessage message : messages) {
                MessageWork.process(ByteBuffer.wrap(Base64.getDecoder().decode(message.getData())));
            }
        }
        return "done";
    }
}
