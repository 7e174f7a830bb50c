package io.github.rabbitlambda.doctor.reader;

import java.util.ArrayList;
import java.util.List;

/** Which requests came, how many were answered at the same time, and how many had to wait for each other. */
final class RequestLog {
    private final List<FakeRequest> requests = new ArrayList<>();
    private int running;
    private int mostSideBySide;
    private int longestChain;

    /** @return the number of requests that came one after the other up to this one, itself included */
    synchronized int begin(FakeRequest request) {
        requests.add(request);
        running++;
        mostSideBySide = Math.max(mostSideBySide, running);
        return longestChain + 1;
    }

    synchronized void end(int chain) {
        running--;
        longestChain = Math.max(longestChain, chain);
    }

    synchronized List<FakeRequest> requests() {
        return List.copyOf(requests);
    }

    synchronized int mostSideBySide() {
        return mostSideBySide;
    }

    /** The most requests of which each began after the one before had ended. */
    synchronized int longestChain() {
        return longestChain;
    }
}
