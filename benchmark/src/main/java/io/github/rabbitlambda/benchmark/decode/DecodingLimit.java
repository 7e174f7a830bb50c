package io.github.rabbitlambda.benchmark.decode;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The least work that a simple decoder can do: it reads each byte of the event once, because it searches the ends of
 * strings, and decodes each body with {@link Base64}. The positions of the bodies are found before the measurement.
 */
final class DecodingLimit {
    private static final byte[] DATA = "\"data\":\"".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final byte[] event;
    private final int[] starts;
    private final int[] ends;

    DecodingLimit(byte[] event) {
        this.event = event;
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < event.length - DATA.length; i++) {
            if (ByteBuffer.wrap(event, i, DATA.length).equals(ByteBuffer.wrap(DATA))) {
                found.add(i + DATA.length);
            }
        }
        starts = found.stream().mapToInt(Integer::intValue).toArray();
        ends = found.stream().mapToInt(this::end).toArray();
    }

    private int end(int start) {
        int end = start;
        while (event[end] != '"') {
            end++;
        }
        return end;
    }

    int quotes() {
        int quotes = 0;
        for (byte b : event) {
            if (b == '"') {
                quotes++;
            }
        }
        return quotes;
    }

    List<byte[]> bodies() {
        List<byte[]> bodies = new ArrayList<>();
        for (int i = 0; i < starts.length; i++) {
            bodies.add(Base64.getDecoder().decode(ByteBuffer.wrap(event, starts[i], ends[i] - starts[i])).array());
        }
        return bodies;
    }
}
