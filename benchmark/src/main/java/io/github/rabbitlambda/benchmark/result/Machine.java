package io.github.rabbitlambda.benchmark.result;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.stream.Stream;

/** Describes the machine of a measurement. */
final class Machine {
    private Machine() {}

    static String description() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return String.format(Locale.ROOT, "%s: %d processors (%s), %s %s, Java %s, load %.1f at the end",
                LocalDate.now(ZoneOffset.UTC), system.getAvailableProcessors(), processor(), system.getName(),
                system.getArch(), Runtime.version().feature(), system.getSystemLoadAverage());
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name")).findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
