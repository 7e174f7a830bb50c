package io.github.rabbitlambda.benchmark.decode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent.RabbitMessage;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.github.rabbitlambda.function.message.Batch;
import software.amazon.lambda.powertools.utilities.EventDeserializer;

/** The decoders that are compared: each turns the stream of an event into messages whose bodies are bytes. */
public enum Decoder {
    /** This project's decoder. */
    RABBITLAMBDA("rabbitlambda") {
        @Override
        Object decode(InputStream event) throws IOException {
            return Batch.decode(event);
        }
    },
    /** What Lambda does for a {@code RequestHandler<RabbitMQEvent, …>}, and what its handler does then: Base64. */
    MODEL_CLASS("RabbitMQEvent") {
        @Override
        Object decode(InputStream event) {
            return ModelBatch.of(Lambda.MODEL.fromJson(event));
        }
    },
    DATABIND("jackson-databind, records") {
        @Override
        Object decode(InputStream event) throws IOException {
            return Jackson.RECORDS.readValue(event);
        }
    },
    /** Powertools for AWS Lambda, which starts from a {@code RabbitMQEvent}. It also parses each body as JSON. */
    POWERTOOLS("Powertools' EventDeserializer") {
        @Override
        Object decode(InputStream event) {
            return EventDeserializer.extractDataFrom(Lambda.MODEL.fromJson(event)).asListOf(JsonNode.class);
        }
    };

    private final String title;

    Decoder(String title) {
        this.title = title;
    }

    /** Its name in tables. */
    public String title() {
        return title;
    }

    abstract Object decode(InputStream event) throws IOException;

    Object decode(byte[] event) throws IOException {
        return decode(new ByteArrayInputStream(event));
    }

    /** The event of the model class and its bodies, decoded, in the order of the messages. */
    record ModelBatch(RabbitMQEvent event, List<byte[]> bodies) {
        static ModelBatch of(RabbitMQEvent event) {
            List<byte[]> bodies = new ArrayList<>();
            for (List<RabbitMessage> messages : event.getRmqMessagesByQueue().values()) {
                for (RabbitMessage message : messages) {
                    bodies.add(Base64.getDecoder().decode(message.getData()));
                }
            }
            return new ModelBatch(event, bodies);
        }
    }

    private static final class Lambda {
        static final PojoSerializer<RabbitMQEvent> MODEL = LambdaEventSerializers.serializerFor(RabbitMQEvent.class,
                Decoder.class.getClassLoader());
    }

    private static final class Jackson {
        static final ObjectReader RECORDS = JsonMapper.builder().build().readerFor(EventRecords.class);
    }
}
