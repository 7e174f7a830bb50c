package io.github.rabbitlambda.doctor.finding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.rabbitlambda.doctor.finding.Check.Basis;
import io.github.rabbitlambda.doctor.finding.Finding.Level;
import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Seen;

/** What the checks could not read: one finding for each call. */
final class UnreadAnswers {
    static final Check UNREAD = new Check("D47", Basis.SIGN,
            "A part of the account that a check needs could not be read, so what the check would find is unknown.",
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html");

    private UnreadAnswers() {}

    /** What nobody asked for counts only if no failed call explains that nobody did. */
    static List<Finding> findings(List<Seen.Unread<?>> unread) {
        Map<Call, Seen.Unread<?>> failed = new LinkedHashMap<>();
        unread.stream().filter(one -> !one.code().equals(Seen.NOT_ASKED)).forEach(one -> failed.putIfAbsent(one.call(),
                one));
        Map<Call, Seen.Unread<?>> told = failed;
        if (failed.isEmpty()) {
            told = new LinkedHashMap<>();
            for (Seen.Unread<?> one : unread) {
                told.putIfAbsent(one.call(), one);
            }
        }
        List<Finding> findings = new ArrayList<>();
        told.values().forEach(one -> findings.add(finding(one)));
        return findings;
    }

    static Finding finding(Seen.Unread<?> unread) {
        String action = unread.call().action();
        if (unread.code().equals(Seen.NOT_ASKED)) {
            return UNREAD.finding(Level.UNKNOWN, "The snapshot has no answer of " + action + ", which a check needs.",
                    "Take the snapshot again.");
        }
        return UNREAD.finding(Level.UNKNOWN, action + " could not be read: " + unread.code() + ".", unread.isDenied()
                ? "Allow " + action + " (--policy prints all that the doctor needs), and run it again."
                : "Run it again; the service said: " + unread.message());
    }

    static Finding notJudged(String id) {
        return UNREAD.finding(Level.UNKNOWN, "Network and permissions of " + id + " were not judged.",
                "Take the snapshot again, with permission for everything that --policy prints.");
    }
}
