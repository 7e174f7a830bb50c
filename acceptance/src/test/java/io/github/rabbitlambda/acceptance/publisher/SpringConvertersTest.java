package io.github.rabbitlambda.acceptance.publisher;

import static io.github.rabbitlambda.acceptance.publisher.SpringPublisher.published;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ObjectInputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.amqp.support.converter.Jackson2JsonMessageConverter;
import org.springframework.amqp.support.converter.JacksonJsonMessageConverter;
import org.springframework.amqp.support.converter.MessageConverter;
import org.springframework.amqp.support.converter.SimpleMessageConverter;

import io.github.rabbitlambda.local.broker.NeedsRabbitMq;

/** What a handler sees of what Spring AMQP's converters make. */
@NeedsRabbitMq
@Timeout(120)
class SpringConvertersTest {
    private static final Map<String, String> JSON = Map.of("contentType", "application/json", "contentEncoding",
            "UTF-8", "deliveryMode", "2", "priority", "0");

    @SuppressWarnings("removal")
    static Stream<MessageConverter> jsonConverters() {
        return Stream.of(new JacksonJsonMessageConverter(), new Jackson2JsonMessageConverter());
    }

    record Order(String customer, int amount) {}

    @Test
    void textIsPlainTextInUtf8() throws Exception {
        SeenMessage seen = published(template -> template.convertAndSend("crème €"));
        assertThat(seen.properties()).isEqualTo(Map.of("contentType", "text/plain", "contentEncoding", "UTF-8",
                "deliveryMode", "2", "priority", "0"));
        assertThat(seen.headers()).isEmpty();
        assertThat(seen.text()).isEqualTo("crème €");
        assertThat(seen.uncompressed()).isEqualTo("crème €");
    }

    @Test
    void textInAnotherCharsetKeepsIt() throws Exception {
        SeenMessage seen = published(template -> {
            SimpleMessageConverter converter = new SimpleMessageConverter();
            converter.setDefaultCharset("ISO-8859-1");
            template.setMessageConverter(converter);
            template.convertAndSend("crème");
        });
        assertThat(seen.properties()).containsEntry("contentEncoding", "ISO-8859-1");
        assertThat(seen.body()).hasSize(5);
        assertThat(seen.text()).isEqualTo("crème");
        assertThat(seen.uncompressed()).isEqualTo("crème");
    }

    @Test
    void bytesHaveNoEncoding() throws Exception {
        SeenMessage seen = published(template -> template.convertAndSend(new byte[]{0, -1, 7}));
        assertThat(seen.properties()).isEqualTo(
                Map.of("contentType", "application/octet-stream", "deliveryMode", "2", "priority", "0"));
        assertThat(seen.headers()).isEmpty();
        assertThat(seen.body()).containsExactly(0, -1, 7);
    }

    @Test
    void aSerializableObjectIsJavaSerialization() throws Exception {
        SeenMessage seen = published(template -> template.convertAndSend(new BigDecimal("12.34")));
        assertThat(seen.properties()).isEqualTo(Map.of("contentType", "application/x-java-serialized-object",
                "deliveryMode", "2", "priority", "0"));
        assertThat(seen.headers()).isEmpty();
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(seen.body()))) {
            assertThat(in.readObject()).isEqualTo(new BigDecimal("12.34"));
        }
    }

    @ParameterizedTest
    @MethodSource("jsonConverters")
    void jsonNamesTheClass(MessageConverter converter) throws Exception {
        SeenMessage seen = published(template -> {
            template.setMessageConverter(converter);
            template.convertAndSend(new Order("crème", 7));
        });
        assertThat(seen.properties()).isEqualTo(JSON);
        assertThat(seen.headers()).isEqualTo(Map.of("__TypeId__", "text " + Order.class.getName()));
        assertThat(seen.text()).isEqualTo("{\"customer\":\"crème\",\"amount\":7}");
        assertThat(seen.uncompressed()).isEqualTo(seen.text());
    }

    @Test
    void jsonOfCollectionsNamesTheirContentToo() throws Exception {
        SeenMessage list = publishedAsJson(List.of("a", "b"));
        assertThat(list.headers()).containsEntry("__ContentTypeId__", "text java.lang.Object")
                .containsKey("__TypeId__").hasSize(2);
        assertThat(list.text()).isEqualTo("[\"a\",\"b\"]");
        SeenMessage map = publishedAsJson(Map.of("a", 1));
        assertThat(map.headers()).containsEntry("__ContentTypeId__", "text java.lang.Object")
                .containsEntry("__KeyTypeId__", "text java.lang.Object").containsKey("__TypeId__").hasSize(3);
        assertThat(map.text()).isEqualTo("{\"a\":1}");
    }

    @Test
    void jsonOfATextIsQuoted() throws Exception {
        SeenMessage seen = publishedAsJson("{\"a\":1}");
        assertThat(seen.properties()).isEqualTo(JSON);
        assertThat(seen.headers()).isEqualTo(Map.of("__TypeId__", "text java.lang.String"));
        assertThat(seen.text()).isEqualTo("\"{\\\"a\\\":1}\"");
    }

    private static SeenMessage publishedAsJson(Object content) throws Exception {
        return published(template -> {
            template.setMessageConverter(new JacksonJsonMessageConverter());
            template.convertAndSend(content);
        });
    }
}
