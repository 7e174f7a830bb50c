package io.github.rabbitlambda.reachability.verdict;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.github.rabbitlambda.reachability.template.JsonReader;
import io.github.rabbitlambda.reachability.template.JsonText;
import io.github.rabbitlambda.reachability.template.Tree;

/** Verdicts as one page that holds everything it needs and runs no scripts. */
public final class HtmlPage {
    private static final String STYLE = """
            :root { color-scheme: light dark; --text: #1d2329; --page: #fff; --faint: #667; --line: #99a; --box: #f4f6f8;
              --bad: #b3261e; --badbox: #fde8e6; --good: #1b7a3d; --unsure: #8a6100; --if: #0b6b7d }
            @media (prefers-color-scheme: dark) { :root { --text: #e4e7ea; --page: #15181b; --faint: #9aa3ab; --line: #6b747c;
              --box: #22272b; --bad: #ff8a80; --badbox: #4a1d1a; --good: #6fd08c; --unsure: #e3b341; --if: #5cc8da } }
            body { font: 15px/1.45 system-ui, sans-serif; color: var(--text); background: var(--page); margin: 2rem auto;
              max-width: 82rem; padding: 0 1rem }
            h2 { font-size: 1.1rem; overflow-wrap: anywhere } h2 b { margin-right: .5rem }
            .fails { color: var(--bad) } .unknown, .warns { color: var(--unsure) } .connects { color: var(--good) }
            .connects_if, .assumes { color: var(--if) } .notes, .rule, footer, .file { color: var(--faint) }
            figure { margin: 1rem 0; overflow-x: auto } li { margin: .35rem 0; overflow-wrap: anywhere }
            pre { overflow-x: auto; background: var(--box); padding: .75rem; border-radius: 6px }
            svg { font: 12px system-ui, sans-serif; max-width: 100%; height: auto } code { font-size: .92em } svg text { text-anchor: middle; fill: var(--text) }
            svg .kind, svg .detail { fill: var(--faint); font-size: 11px } svg .name { font-weight: 600 }
            svg rect { fill: var(--box); stroke: var(--line) } svg .line { fill: none; stroke: var(--line); stroke-width: 1.5 }
            svg .broken rect { fill: var(--badbox); stroke: var(--bad); stroke-width: 2 } svg .line.broken { stroke: var(--bad);
              stroke-dasharray: 4 4 } svg .broken .name { fill: var(--bad) }
            """;

    private HtmlPage() {}

    public static String of(List<Verdict> verdicts) {
        String body = verdicts.isEmpty()
                ? "<p>" + Html.escaped(Verdict.NOTHING_TO_JUDGE) + "</p>\n"
                : verdicts.stream().map(HtmlPage::section).collect(Collectors.joining());
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <title>Will this mapping connect?</title>
                <style>
                %s</style>
                </head>
                <body>
                <h1>Will this mapping connect?</h1>
                %s<footer>%s</footer>
                </body>
                </html>
                """.formatted(STYLE, body, Html.escaped(Verdict.UNKNOWABLE));
    }

    private static String section(Verdict verdict) {
        String picture = PathPicture.of(verdict);
        return """
                <section>
                <h2><b class="%s">%s</b>%s <span class="file">in %s</span></h2>
                <p>%s.</p>
                %s%s%s</section>
                """.formatted(style(verdict.kind()), verdict.kind(), Html.escaped(verdict.id()),
                Html.escaped(verdict.template()), Html.escaped(capitalized(verdict.summary())),
                picture.isEmpty() ? "" : "<figure>\n" + picture + "</figure>\n", findings(verdict), fixes(verdict));
    }

    private static String findings(Verdict verdict) {
        ShortSentences sentences = new ShortSentences(verdict);
        String items = verdict.findings().stream().map(finding -> "<li>" + label(finding)
                + Html.withCode(capitalized(sentences.of(finding))) + rule(finding) + "</li>\n")
                .collect(Collectors.joining());
        return items.isEmpty() ? "" : "<ul>\n" + items + "</ul>\n";
    }

    private static String label(Finding finding) {
        String label = finding.level() == Finding.Level.FAILS ? "fails" : finding.level().label();
        return "<b class=\"" + style(finding.level()) + "\">" + label + "</b> ";
    }

    private static String rule(Finding finding) {
        return finding.rule().equals(Finding.NO_RULE)
                ? ""
                : " <span class=\"rule\">" + Html.escaped(finding.rule()) + "</span>";
    }

    private static String fixes(Verdict verdict) {
        return verdict.fixes().stream().map(fix -> "<details><summary>" + Html.escaped(fix.summary())
                + " <span class=\"file\">in " + Html.escaped(fix.template()) + "</span></summary>\n<pre>"
                + Html.escaped(patch(fix)) + "</pre></details>\n").collect(Collectors.joining());
    }

    private static String patch(Fix fix) {
        return JsonText.of(new Tree.Sequence(fix.changes().stream().map(HtmlPage::operation).toList()));
    }

    private static Tree operation(Fix.Change change) {
        Tree.Mapping plain = Tree.mapping("op", change.operation(), "path", Tree.text(change.pointer()));
        return change.json().isEmpty() ? plain : plain.with("value", JsonReader.read(change.json()));
    }

    private static String style(Enum<?> level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    private static String capitalized(String sentence) {
        return sentence.isEmpty() ? "" : sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }
}
