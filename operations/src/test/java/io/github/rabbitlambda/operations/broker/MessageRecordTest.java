package io.github.rabbitlambda.operations.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.rabbitlambda.operations.Input;

class MessageRecordTest {

    @ParameterizedTest
    @CsvSource({"-128,true", "255,true", "-129,false", "256,false"})
    void takesAnArrayOfBytesForATextAndAnyOtherForATable(int number, boolean isText) throws Exception {
        Object value = record("{\"basicProperties\":{\"headers\":{\"h\":{\"bytes\":[" + number + "]}}},\"data\":\"\"}")
                .properties().getHeaders().get("h");

        assertThat(value instanceof Map).isNotEqualTo(isText);
    }

    @Test
    void readsEveryPropertyAsLambdaWritesIt() throws Exception {
        MessageRecord record = record(
                """
                        {"basicProperties":{"contentType":"text/plain","contentEncoding":"gzip","headers":null,"deliveryMode":1,
                        "priority":255,"correlationId":"c","replyTo":"r","expiration":"315360000000","messageId":"m",
                        "timestamp":"Jul 2, 2023, 1:30:34\\u202fAM","type":"t","userId":"u","appId":"a","clusterId":"k","bodySize":3},
                        "redelivered":false,"data":"AP9B"}""");

        assertThat(record.body()).containsExactly(0, -1, 65);
        assertThat(record.properties().toString()).contains("content-type=text/plain", "content-encoding=gzip",
                "headers=null", "delivery-mode=1", "priority=255", "correlation-id=c", "reply-to=r",
                "expiration=315360000000", "message-id=m", "type=t", "user-id=u", "app-id=a", "cluster-id=k");
        assertThat(record.properties().getTimestamp()).isEqualTo("2023-07-02T01:30:34Z");
    }

    @Test
    void leavesOutWhatIsAbsent() throws Exception {
        assertThat(record("{\"basicProperties\":{\"priority\":null,\"bodySize\":0},\"data\":\"\"}").properties()
                .toString())
                .contains("priority=null", "delivery-mode=null", "timestamp=null", "message-id=null");
    }

    @Test
    void readsHeadersOfEveryType() throws Exception {
        Map<String, Object> headers = record("""
                {"basicProperties":{"headers":{"text":{"bytes":[118,-61,-87]},"empty":{"bytes":[]},"n":1,
                "long":9007199254740993,"d":1.5,"t":true,"void":null,"when":"Jul 2, 2023, 1:30:34 AM","plain":"by hand",
                "table":{"bytes":{"bytes":[65]},"deep":{"n":2}},"array":[1,{"bytes":[66]},null]}},"data":""}""")
                .properties().getHeaders();

        assertThat(headers.get("text")).hasToString("vé");
        assertThat(headers.get("empty")).hasToString("");
        assertThat(headers).containsEntry("n", 1).containsEntry("long", 9007199254740993L).containsEntry("d", 1.5)
                .containsEntry("t", true).containsEntry("void", null)
                .containsEntry("when", new Date(1_688_261_434_000L));
        assertThat(headers.get("plain")).hasToString("by hand");
        assertThat(headers.get("table")).hasToString("{bytes=A, deep={n=2}}");
        assertThat(headers.get("array")).hasToString("[1, B, null]");
    }

    @Test
    void refusesWhatIsNoMessage() {
        assertThatThrownBy(() -> record("{\"data\":\"not base64!\"}"))
                .hasMessage("data must be the body in Base64 (in record)");
        assertThatThrownBy(() -> record("{\"basicProperties\":{\"priority\":256}}")).hasMessage(
                "priority must be a number up to 255 (given 256 in record.basicProperties)");
        assertThatThrownBy(() -> record("{\"basicProperties\":{\"timestamp\":\"yesterday\"}}")).hasMessage(
                "timestamp must be like Jan 1, 1970, 12:33:41 AM (given yesterday in record.basicProperties)");
    }

    @Test
    void dropsTheHeadersOfAnEarlierLife() {
        assertThat(HeaderTable.withoutTraces(Map.of("x-death", List.of(), "x-delivery-count", 3, "a", 1)))
                .containsExactly(Map.entry("a", 1));
        assertThat(HeaderTable.withoutTraces(Map.of("x-acquired-count", 3))).isNull();
        assertThat(HeaderTable.withoutTraces(null)).isNull();
        Map<String, Object> clean = Map.of("a", 1);
        assertThat(HeaderTable.withoutTraces(clean)).isSameAs(clean);
    }

    private static MessageRecord record(String json) throws Exception {
        return MessageRecord
                .of(new Input("record", new ObjectMapper().readValue(json, new TypeReference<Map<String, Object>>() {
                })));
    }
}
