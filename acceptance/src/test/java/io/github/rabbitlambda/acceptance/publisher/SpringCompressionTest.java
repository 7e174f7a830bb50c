package io.github.rabbitlambda.acceptance.publisher;

import static io.github.rabbitlambda.acceptance.publisher.SpringPublisher.published;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.amqp.core.MessagePostProcessor;
import org.springframework.amqp.support.converter.SimpleMessageConverter;
import org.springframework.amqp.support.postprocessor.AbstractCompressingPostProcessor;
import org.springframework.amqp.support.postprocessor.DeflaterPostProcessor;
import org.springframework.amqp.support.postprocessor.GZipPostProcessor;
import org.springframework.amqp.support.postprocessor.ZipPostProcessor;

import io.github.rabbitlambda.local.broker.NeedsRabbitMq;

/** What a handler sees of what Spring AMQP's post-processors compress. */
@NeedsRabbitMq
@Timeout(120)
class SpringCompressionTest {
    private static final String TEXT = "crème";

    static Stream<Arguments> compressors() {
        return Stream.of(Arguments.of(new GZipPostProcessor(), "UTF-8", "gzip, UTF-8"),
                Arguments.of(new GZipPostProcessor(), "ISO-8859-1", "gzip, ISO-8859-1"),
                Arguments.of(withColon(new GZipPostProcessor()), "UTF-8", "gzip:UTF-8"),
                Arguments.of(withColon(new GZipPostProcessor()), "ISO-8859-1", "gzip:ISO-8859-1"),
                Arguments.of(new DeflaterPostProcessor(), "UTF-8", "deflate, UTF-8"),
                Arguments.of(new DeflaterPostProcessor(), "ISO-8859-1", "deflate, ISO-8859-1"),
                Arguments.of(withColon(new DeflaterPostProcessor()), "ISO-8859-1", "deflate:ISO-8859-1"),
                Arguments.of(new ZipPostProcessor(), "UTF-8", "zip, UTF-8"),
                Arguments.of(new ZipPostProcessor(), "ISO-8859-1", "zip, ISO-8859-1"),
                Arguments.of(withColon(new ZipPostProcessor()), "ISO-8859-1", "zip:ISO-8859-1"));
    }

    /** As Spring AMQP wrote by default before 2.3, and as it writes for consumers older than 2.2.12. */
    private static AbstractCompressingPostProcessor withColon(AbstractCompressingPostProcessor compressor) {
        compressor.setEncodingDelimiter(":");
        return compressor;
    }

    @ParameterizedTest
    @MethodSource("compressors")
    void compressedTextIsUncompressedInItsCharset(MessagePostProcessor compressor, String charset, String encoding)
            throws Exception {
        SeenMessage seen = publishedText(compressor, charset);
        assertThat(seen.properties()).isEqualTo(Map.of("contentType", "text/plain", "contentEncoding", encoding,
                "deliveryMode", "2", "priority", "0"));
        assertThat(seen.headers()).isEqualTo(Map.of("springAutoDecompress", "flag true"));
        assertThat(seen.uncompressed()).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @MethodSource("plainCompressors")
    void compressedBytesNameTheCompressionAlone(MessagePostProcessor compressor, String encoding) throws Exception {
        SeenMessage seen = published(template -> template.convertAndSend(template.getRoutingKey(),
                (Object) TEXT.getBytes(StandardCharsets.UTF_8), compressor));
        assertThat(seen.properties()).isEqualTo(Map.of("contentType", "application/octet-stream", "contentEncoding",
                encoding, "deliveryMode", "2", "priority", "0"));
        assertThat(seen.uncompressed()).isEqualTo(TEXT);
    }

    static Stream<Arguments> plainCompressors() {
        return Stream.of(Arguments.of(new GZipPostProcessor(), "gzip"),
                Arguments.of(new DeflaterPostProcessor(), "deflate"), Arguments.of(new ZipPostProcessor(), "zip"));
    }

    private static SeenMessage publishedText(MessagePostProcessor compressor, String charset) throws Exception {
        return published(template -> {
            SimpleMessageConverter converter = new SimpleMessageConverter();
            converter.setDefaultCharset(charset);
            template.setMessageConverter(converter);
            template.setBeforePublishPostProcessors(compressor);
            template.convertAndSend(TEXT);
        });
    }
}
