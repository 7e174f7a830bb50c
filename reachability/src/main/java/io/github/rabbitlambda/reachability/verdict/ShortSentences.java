package io.github.rabbitlambda.reachability.verdict;

import java.util.List;

import io.github.rabbitlambda.reachability.network.Hop;

/**
 * The sentences of one verdict without what the reader has read before: the mapping, which the heading names, and the
 * interfaces' subnets, which the first sentence about them names.
 */
final class ShortSentences {
    private final String subject;
    private final List<String> interfaces;
    private boolean interfacesNamed;

    ShortSentences(Verdict verdict) {
        this.subject = (verdict.hypothetical() ? "A mapping on broker `" : "Mapping `") + verdict.id() + "` ";
        this.interfaces = verdict.paths().stream().flatMap(path -> path.hops().stream())
                .filter(hop -> hop.kind() == Hop.Kind.INTERFACE).map(hop -> "the interfaces in " + hop.name())
                .distinct().toList();
    }

    /** To be called in the order in which the sentences are read. */
    String of(Finding finding) {
        String text = finding.sentence().replace(subject, "");
        for (String named : interfaces) {
            text = interfacesNamed ? text.replace(named, "the interfaces") : text;
            interfacesNamed |= text.contains(named);
        }
        return text + (finding.covered() ? " The other changes repair this, too." : "");
    }
}
