package io.github.rabbitlambda.operations;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.deser.std.UntypedObjectDeserializer;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * Reads fractions with all of their digits, as BigDecimal. Only a negative zero becomes a double, because BigDecimal
 * has none.
 */
final class ExactNumbers extends UntypedObjectDeserializer {
    private static final long serialVersionUID = 1L;

    ExactNumbers() {
        super((JavaType) null, (JavaType) null);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return parser.hasToken(JsonToken.VALUE_NUMBER_FLOAT) ? fraction(parser) : super.deserialize(parser, context);
    }

    private static Object fraction(JsonParser parser) throws IOException {
        BigDecimal number = decimal(parser);
        return number.signum() == 0 && parser.getText().startsWith("-") ? (Object) (-0.0) : number;
    }

    /** BigDecimal keeps the exponent in 32 bits. */
    private static BigDecimal decimal(JsonParser parser) throws IOException {
        try {
            return parser.getDecimalValue();
        } catch (StreamConstraintsException tooLong) {
            throw tooLong;
        } catch (JsonProcessingException | ArithmeticException | NumberFormatException beyond) {
            throw new StreamConstraintsException("the exponent of a number exceeds 32 bits");
        }
    }
}
