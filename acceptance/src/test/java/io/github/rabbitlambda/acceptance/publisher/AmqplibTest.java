package io.github.rabbitlambda.acceptance.publisher;

import static io.github.rabbitlambda.acceptance.publisher.AmqplibPublisher.published;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.rabbitlambda.acceptance.NeedsNpmPackage;
import io.github.rabbitlambda.local.broker.NeedsRabbitMq;

/** What a handler sees of messages that npm's amqplib publishes. */
@NeedsRabbitMq
@NeedsNpmPackage("amqplib")
@Timeout(120)
class AmqplibTest {
    @Test
    void aBufferHasNoContentType() throws Exception {
        SeenMessage seen = published("channel.sendToQueue(queue, Buffer.from('crème'));");
        assertThat(seen.properties()).isEmpty();
        assertThat(seen.headers()).isEmpty();
        assertThat(seen.text()).isEqualTo("crème");
        assertThat(seen.uncompressed()).isEqualTo("crème");
    }

    @Test
    void everyPropertyArrives() throws Exception {
        SeenMessage seen = published("""
                channel.sendToQueue(queue, Buffer.from(JSON.stringify({a: 1})), {
                    contentType: 'application/json', contentEncoding: 'utf8', persistent: true, priority: 9,
                    correlationId: 'c', replyTo: 'r', expiration: 60000, messageId: 'm', timestamp: 1795391999,
                    type: 't', userId: 'guest', appId: 'a'});
                """);
        assertThat(seen.properties()).isEqualTo(Map.ofEntries(Map.entry("contentType", "application/json"),
                Map.entry("contentEncoding", "utf8"), Map.entry("deliveryMode", "2"), Map.entry("priority", "9"),
                Map.entry("correlationId", "c"), Map.entry("replyTo", "r"), Map.entry("expiration", "PT1M"),
                Map.entry("messageId", "m"),
                Map.entry("timestamp", Instant.ofEpochSecond(1_795_391_999).toString()), Map.entry("type", "t"),
                Map.entry("userId", "guest"), Map.entry("appId", "a")));
        assertThat(seen.text()).isEqualTo("{\"a\":1}");
        assertThat(seen.uncompressed()).isEqualTo("{\"a\":1}");
    }

    @Test
    void anExpirationMayBeANumberOrAText() throws Exception {
        assertThat(published("channel.sendToQueue(queue, Buffer.from(''), {expiration: '60000'});").properties())
                .isEqualTo(Map.of("expiration", "PT1M"));
    }

    @Test
    void aTimestampInMillisecondsIsPassedOn() throws Exception {
        assertThat(published("channel.sendToQueue(queue, Buffer.from(''), {timestamp: 1795391999789});").properties())
                .isEqualTo(Map.of("timestamp", Instant.ofEpochSecond(1_795_391_999_789L).toString()));
    }

    @Test
    void gzipIsUncompressed() throws Exception {
        SeenMessage seen = published("""
                const {gzipSync} = process.getBuiltinModule('zlib');
                channel.sendToQueue(queue, gzipSync('crème'), {contentEncoding: 'gzip'});
                """);
        assertThat(seen.properties()).isEqualTo(Map.of("contentEncoding", "gzip"));
        assertThat(seen.uncompressed()).isEqualTo("crème");
    }

    @Test
    void headersHaveTheTypesThatTheirValuesNeed() throws Exception {
        SeenMessage seen = published("""
                channel.sendToQueue(queue, Buffer.from(''), {headers: {
                    text: 'crème', small: 7, large: 9007199254740991, fraction: 2.25, flag: true, nothing: null,
                    time: {'!': 'timestamp', value: 1795391999}, bytes: Buffer.from([1, 254]),
                    decimal: {'!': 'decimal', value: {digits: 1234, places: 2}},
                    list: ['x', 2, null], table: {inner: {deep: 1}}, absent: undefined}});
                """);
        assertThat(seen.headers()).isEqualTo(Map.ofEntries(Map.entry("text", "text crème"),
                Map.entry("small", "whole number 7"), Map.entry("large", "whole number 9007199254740991"),
                Map.entry("fraction", "decimal 2.25"), Map.entry("flag", "flag true"),
                Map.entry("nothing", "nothing"),
                Map.entry("time", "timestamp " + Instant.ofEpochSecond(1_795_391_999)),
                Map.entry("bytes", "byte array 01fe"), Map.entry("decimal", "decimal 12.34"),
                Map.entry("list", "array [text x, whole number 2, nothing]"),
                Map.entry("table", "table {inner=table {deep=whole number 1}}")));
    }

    @Test
    void aDateAsAHeaderIsAnEmptyTable() throws Exception {
        assertThat(published("channel.sendToQueue(queue, Buffer.from(''), {headers: {at: new Date()}});").headers())
                .isEqualTo(Map.of("at", "table {}"));
    }

    @Test
    void carbonCopiesStayAHeaderAndBlindOnesDoNot() throws Exception {
        assertThat(published("channel.sendToQueue(queue, Buffer.from(''), {CC: 'other', BCC: ['hidden']});").headers())
                .isEqualTo(Map.of("CC", "array [text other]"));
    }
}
