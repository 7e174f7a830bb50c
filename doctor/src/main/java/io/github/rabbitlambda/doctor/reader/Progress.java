package io.github.rabbitlambda.doctor.reader;

/** Is told how far a reader is. It is called by several threads, one at a time. */
@FunctionalInterface
public interface Progress {
    /** @param asked the calls that the reader knows of; it grows while answers lead to more */
    void answered(String region, int answers, int asked);
}
