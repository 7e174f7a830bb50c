package io.github.rabbitlambda.benchmark.decode;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** The code that JMH runs, in a new process for each shape, decoder and compiler. */
public class DecodeBenchmark {
    /**
     * Events that are decoded before JMH's own warm-up. JMH decodes too few of the largest messages for the second compiler
     * to compile everything, above all {@link java.util.Base64}, and too few messages with many headers for all branches.
     */
    private static final int EVENTS = 100;
    private static final List<Shape> FIRST = List.of(Shape.B160_10000, Shape.HEADERS_2000);
    private static final int MESSAGES = 1_000;

    @State(Scope.Benchmark)
    public static class Input {
        @Param
        public Shape shape;
        @Param
        public Decoder decoder;
        byte[] event;

        @Setup
        public void event() throws IOException {
            for (Shape warmUp : FIRST) {
                byte[] small = warmUp.event(MESSAGES);
                for (int i = 0; i < EVENTS; i++) {
                    decoder.decode(small);
                }
            }
            event = shape.event();
        }
    }

    @State(Scope.Benchmark)
    public static class LimitInput {
        @Param
        public Shape shape;
        DecodingLimit limit;

        @Setup
        public void event() {
            for (Shape warmUp : FIRST) {
                DecodingLimit small = new DecodingLimit(warmUp.event(MESSAGES));
                for (int i = 0; i < EVENTS; i++) {
                    small.quotes();
                    small.bodies();
                }
            }
            limit = new DecodingLimit(shape.event());
        }
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public Object decode(Input input) throws IOException {
        return input.decoder.decode(input.event);
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public List<byte[]> limit(LimitInput input, Blackhole hole) {
        hole.consume(input.limit.quotes());
        return input.limit.bodies();
    }
}
