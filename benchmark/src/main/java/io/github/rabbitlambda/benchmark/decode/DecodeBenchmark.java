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
    @State(Scope.Benchmark)
    public static class Input {
        @Param
        public Shape shape;
        @Param
        public Decoder decoder;
        byte[] event;

        @Setup
        public void event() {
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
