package io.github.rabbitlambda.function.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {
    private static final String TEXT = "caf\u00e9 \u20ac".repeat(100);
    private static final byte[] PLAIN = TEXT.getBytes(StandardCharsets.UTF_8);
    private static final int LIMIT = PLAIN.length;

    @Test
    void handsOutCopiesOfItsBytes() {
        Body body = body(new byte[]{1, 2, 3}, null, null);

        body.bytes()[0] = 9;

        assertThat(body.bytes()).containsExactly(1, 2, 3);
        assertThat(body.size()).isEqualTo(3);
        assertThat(body.toString()).isEqualTo("body of 3 bytes");
    }

    @Test
    void itsBufferIsReadOnly() {
        Body body = body(new byte[]{1, 2, 3}, null, null);

        assertThat(body.buffer().remaining()).isEqualTo(3);
        assertThatThrownBy(() -> body.buffer().put((byte) 9)).isInstanceOf(ReadOnlyBufferException.class);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"-,-,UTF-8", "text/plain,-,UTF-8",
            "text/plain; charset=ISO-8859-15,-,ISO-8859-15",
            "text/plain;Charset=\"iso-8859-15\",-,ISO-8859-15", "text/plain; a=b; charset = UTF-16 ; c=d,-,UTF-16",
            "application/json,iso-8859-15,ISO-8859-15", "application/json,gzip,UTF-8", "application/json,a b,UTF-8",
            "text/plain; charset=UTF-16,utf-8,UTF-16", "text/plain; charset='iso-8859-15',-,ISO-8859-15",
            "text/plain; charset=' iso-8859-15 '; a=b,-,ISO-8859-15", "text/plain; charset=,-,UTF-8",
            "text/plain; charset= ; a=b,iso-8859-15,ISO-8859-15", "text/plain; charset=\"\",-,UTF-8",
            "text/plain; charset=iso-8859-15\",-,ISO-8859-15", "text/plain; charset=\"iso-8859-15,-,ISO-8859-15",
            "text/plain; charset='iso-8859-15; a=b,-,ISO-8859-15", "text/plain; charset=',-,UTF-8",
            "text/plain; charset='',-,UTF-8", "text/plain; charset=\" \",-,UTF-8",
            "text/plain,gzip:iso-8859-15,ISO-8859-15", "text/plain,gzip:unknown,UTF-8",
            "text/plain,a : UTF-16LE,UTF-16LE",
            "text/plain,UTF-16BE:gzip,UTF-16BE"})
    void itsTextIsInTheCharsetNamed(@Nullable String type, @Nullable String encoding, Charset charset) {
        assertThat(body("caf\u00e9 \u20ac".getBytes(charset), type, encoding).text()).isEqualTo("caf\u00e9 \u20ac");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain; charset=klingon", "text/plain; charset=\"a b\"",
            "text/plain; charset='klingon'"})
    void anUnknownCharsetIsTold(String type) {
        assertThatThrownBy(() -> body(PLAIN, type, null).text()).isInstanceOf(BodyException.class)
                .hasMessageStartingWith("the content type names the charset ")
                .hasMessageEndingWith("which this Java doesn't know; take the bytes instead of the text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "GZIP", " gzip ", "identity, gzip", "gzip,utf-8", "gzip:UTF-8",
            "gzip:utf-8:identity", "UTF-8:gzip", "gzip, UTF-8", "gzip:"})
    void undoesGzip(String encoding) {
        assertThat(body(gzip(PLAIN), null, encoding).uncompressed(LIMIT).text()).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void undoesDeflateWithAndWithoutZlibsHeader(boolean bare) {
        assertThat(body(deflate(PLAIN, bare), null, "deflate").uncompressed(LIMIT).text()).isEqualTo(TEXT);
    }

    @Test
    void undoesTheLastOfSeveralEncodingsFirst() {
        assertThat(body(gzip(deflate(PLAIN, false)), null, "deflate, gzip").uncompressed(LIMIT).text()).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip:deflate", "gzip:deflate:utf-8", "gzip, deflate", "gzip:utf-8:deflate"})
    void undoesTheFirstOfSeveralEncodingsFirstAsSpringWritesThem(String encoding) {
        assertThat(body(gzip(deflate(PLAIN, false)), null, encoding).uncompressed(LIMIT).text()).isEqualTo(TEXT);
    }

    @Test
    void undoesTheOnlyEntryOfAZip() {
        assertThat(body(zip(PLAIN), null, "zip").uncompressed(LIMIT).text()).isEqualTo(TEXT);
        assertThat(body(gzip(zip(PLAIN)), null, "gzip:zip").uncompressed(10_000).text()).isEqualTo(TEXT);
        assertThatThrownBy(() -> body(zip(PLAIN), null, "zip").uncompressed(LIMIT - 1)).hasMessage(
                "undoing the content encoding zip gives more than the limit of " + (LIMIT - 1) + " bytes");
        assertThatThrownBy(() -> body(zip(PLAIN, PLAIN), null, "zip").uncompressed(LIMIT)).hasMessage(
                "the content encoding says zip, but the body isn't so encoded: it has more than one entry");
        assertThatThrownBy(() -> body(PLAIN, null, "zip").uncompressed(LIMIT))
                .hasMessage("the content encoding says zip, but the body isn't so encoded: it has no entry");
    }

    @Test
    void tellsOfTheOrderThatHttpPrescribesWhenNoOrderWorks() {
        assertThatThrownBy(() -> body(PLAIN, null, "deflate, gzip").uncompressed(LIMIT))
                .hasMessageStartingWith("the content encoding says gzip, but the body isn't so encoded: ");
    }

    @Test
    void leavesAloneACharsetWithAColonInItsName() {
        assertThat(body(PLAIN, null, "ISO_8859-1:1987").uncompressed(LIMIT).text())
                .isEqualTo(new String(PLAIN, StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void keepsTheCharsetThatIsNamedBesideTheCompression(int index) {
        Body body = Fixtures.message("24-compressed-with-charset", index).body();

        assertThat(body.uncompressed(1_000).text()).isEqualTo("text \u00fc");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"-,UTF-8", "text/plain; charset=UTF-8,UTF-8", "-,UTF-16LE", "-,UTF-16BE",
            "text/plain; charset=UTF-16,UTF-16LE", "text/plain; charset=UTF-16LE,UTF-16LE",
            "text/plain; charset=UTF-16BE,UTF-16BE"})
    void itsTextLeavesOutAByteOrderMarkAndItsBytesKeepIt(@Nullable String type, Charset charset) {
        byte[] marked = "\ufeff{\"caf\u00e9\":\"\ufeff\"}".getBytes(charset);
        Body body = body(marked, type, null);

        assertThat(body.text()).isEqualTo("{\"caf\u00e9\":\"\ufeff\"}");
        assertThat(body.bytes()).isEqualTo(marked);
    }

    @Test
    void aTextMayBeShorterThanAByteOrderMark() {
        assertThat(body(new byte[0], null, null).text()).isEmpty();
        assertThat(body(new byte[]{(byte) 0xfe}, null, null).text()).isEqualTo("\ufffd");
        assertThat(body(new byte[]{(byte) 0xfe, (byte) 0xff}, null, null).text()).isEmpty();
        assertThat(body("\ufeff".getBytes(StandardCharsets.UTF_8), null, null).text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "utf-8", "UTF-8", "binary", "", "us-ascii, identity", "7bit", "8BIT", "none"})
    void leavesAloneWhatIsNoCompression(String encoding) {
        assertThat(body(PLAIN, null, encoding).uncompressed(LIMIT).bytes()).isEqualTo(PLAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br"})
    void anEmptyBodyIsEmptyInEveryEncoding(String encoding) {
        assertThat(body(new byte[0], null, encoding).uncompressed(0).size()).isZero();
    }

    @Test
    void keepsTheContentTypesCharset() {
        byte[] latin = TEXT.replace("\u20ac", "").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(body(gzip(latin), "text/plain; charset=iso-8859-1", "gzip").uncompressed(LIMIT).text())
                .isEqualTo(TEXT.replace("\u20ac", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void givesUpToTheLimitAndNotMore(String encoding) {
        byte[] compressed = encoding.equals("gzip") ? gzip(PLAIN) : deflate(PLAIN, true);

        assertThat(body(compressed, null, encoding).uncompressed(LIMIT).size()).isEqualTo(LIMIT);
        assertThatThrownBy(() -> body(compressed, null, encoding).uncompressed(LIMIT - 1))
                .isInstanceOf(BodyException.class).hasMessage("undoing the content encoding " + encoding
                        + " gives more than the limit of " + (LIMIT - 1) + " bytes");
    }

    @Test
    void stopsABombAtTheLimit() {
        byte[] bomb = gzip(gzip(new byte[50_000_000]));

        assertThat(bomb.length).isLessThan(1_000);
        assertThatThrownBy(() -> body(bomb, null, "gzip, gzip").uncompressed(1_000_000))
                .hasMessage("undoing the content encoding gzip gives more than the limit of 1000000 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void tellsWhenTheBodyIsNotSoEncoded(String encoding) {
        assertThatThrownBy(() -> body(PLAIN, null, encoding).uncompressed(LIMIT)).isInstanceOf(BodyException.class)
                .hasMessageStartingWith("the content encoding says " + encoding + ", but the body isn't so encoded: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void tellsWhenTheBodyIsCutOff(String encoding) {
        byte[] compressed = encoding.equals("gzip") ? gzip(PLAIN) : deflate(PLAIN, false);
        byte[] cut = Arrays.copyOf(compressed, compressed.length - 6);

        assertThatThrownBy(() -> body(cut, null, encoding).uncompressed(LIMIT)).isInstanceOf(BodyException.class)
                .hasMessageContaining("isn't so encoded");
    }

    @Test
    void anUnknownEncodingIsTold() {
        assertThatThrownBy(() -> body(PLAIN, null, "br").uncompressed(LIMIT)).isInstanceOf(BodyException.class)
                .hasMessage("the content encoding br can't be undone here; gzip, x-gzip, deflate, zip and identity can:"
                        + " take the bytes and undo it yourself");
    }

    private static Body body(byte[] content, @Nullable String type, @Nullable String encoding) {
        return new Body(content, type, encoding);
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] zip(byte[]... entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < entries.length; i++) {
                zip.putNextEntry(new ZipEntry("amqp" + i));
                zip.write(entries[i]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] deflate(byte[] plain, boolean bare) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, bare);
        try (OutputStream deflate = new DeflaterOutputStream(out, deflater)) {
            deflate.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }
}
