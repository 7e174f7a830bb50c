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

/** What JMH runs in a process of its own for each shape, decoder and compiler. */
public class DecodeBenchmark {
    /**
     * Events that are decoded before JMH's own warm-up: of the largest messages it sees too few for the second compiler to
     * reach all code, {@link java.util.Base64}'s above all, and of those rich in headers too few for all of its branches.
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
            for (Shape one : FIRST) {
                byte[] small = one.event(MESSAGES);
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
        Limit limit;

        @Setup
        public void event() {
            for (Shape one : FIRST) {
                Limit small = new Limit(one.event(MESSAGES));
                for (int i = 0; i < EVENTS; i++) {
                    small.quotes();
                    small.bodies();
                }
            }
            limit = new Limit(shape.event());
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
