package io.github.rabbitlambda.reachability.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.PseudoParameters;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

/**
 * IAM's patterns ({@code *} and {@code ?}) over values of which some pieces are unknown.
 * <p>
 * A match is tried twice. First an unknown piece matches only itself or a star: if that succeeds, the answer is yes. Then
 * an unknown piece may be any text: if even that fails, the answer is no. Otherwise the answer is not known. The target
 * {@code a${name}}, for example, matches {@code a*} and doesn't match {@code b*}; whether it matches {@code ab*} is not
 * known, since the name may start with b.
 */
public final class Glob {
    /** One character, or an unknown piece of text, which has a symbol. */
    private record Token(char character, String symbol) {
        boolean isSymbol() {
            return !symbol.isEmpty();
        }

        boolean isAccount() {
            return symbol.equals("?" + PseudoParameters.ACCOUNT);
        }

        boolean mayBeOfAccount() {
            return Character.isDigit(character) || is('*') || is('?');
        }

        boolean is(char expected) {
            return !isSymbol() && character == expected;
        }
    }

    /** Why it isn't known whether a pattern matches: the unknown pieces of both sides whose parameters can be tried. */
    private record Reasons(Value pattern, Value target) {
        Answer maybe() {
            List<UnknownReason> pieces = Stream.of(pattern, target).flatMap(Reasons::unknownPieces).distinct().toList();
            return pieces.isEmpty()
                    ? Answer.maybe("whether `" + pattern.show() + "` matches", "name the resource by reference")
                    : new Answer(Answer.Truth.MAYBE, pieces, List.of());
        }

        private static Stream<UnknownReason> unknownPieces(Value value) {
            List<Value> parts = value instanceof Value.Joined(List<Value> joined) ? joined : List.of(value);
            return parts.stream().filter(Value.Opaque.class::isInstance).map(Value::unknownReason)
                    .filter(reason -> parts.size() == 1 || !reason.openParameters().isEmpty());
        }
    }

    private final List<Token> pattern;
    private final List<Token> target;
    /** Whether both sides are ARNs, of which an unknown piece holds no colon. */
    private final boolean wholeArn;

    private Glob(List<Token> pattern, List<Token> target, boolean wholeArn) {
        this.pattern = pattern;
        this.target = target;
        this.wholeArn = wholeArn;
    }

    /** Whether a pattern matches one target; a literal Region or account id is assumed to be that of the stack. */
    public static Answer matches(Value pattern, Value target) {
        if (pattern.key().equals(target.key())) {
            return Answer.YES;
        }
        if (pattern instanceof Value.Text(String wildcard) && target instanceof Value.Text(String text)) {
            return Answer.of(plain(wildcard, text));
        }
        Reasons reasons = new Reasons(pattern, target);
        List<List<Token>> wanted = fields(tokens(pattern));
        List<List<Token>> given = fields(tokens(target));
        if (wanted.size() < 6 || given.size() < 6) {
            return field(tokens(pattern), tokens(target), reasons);
        }
        Answer byFields = byFields(wanted, given, reasons);
        return byFields.isNo() && crossesFields(wanted)
                ? new Glob(tokens(pattern), tokens(target), true).answer(reasons)
                : byFields;
    }

    private static Answer byFields(List<List<Token>> wanted, List<List<Token>> given, Reasons reasons) {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            answers.add(i == 3 || i == 4
                    ? place(wanted.get(i), given.get(i), reasons, i == 3 ? "Region" : "account")
                    : field(wanted.get(i), given.get(i), reasons));
        }
        return Answer.all(answers);
    }

    // A star at the end of a field may also match colons: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
    private static boolean crossesFields(List<List<Token>> wanted) {
        return wanted.subList(0, 5).stream().anyMatch(field -> !field.isEmpty() && field.getLast().is('*'));
    }

    /** The common case, in which nothing is unknown. On a mismatch the last star takes one more character. For speed only. */
    private static boolean plain(String pattern, String text) {
        int i = 0;
        int j = 0;
        int star = -1;
        int taken = 0;
        while (j < text.length()) {
            char wanted = i < pattern.length() ? pattern.charAt(i) : 0;
            if (wanted == '*') {
                star = i++;
                taken = j;
            } else if (i < pattern.length() && (wanted == '?' || wanted == text.charAt(j))) {
                i++;
                j++;
            } else if (star >= 0) {
                i = star + 1;
                j = ++taken;
            } else {
                return false;
            }
        }
        return pattern.substring(i).chars().allMatch(unused -> unused == '*');
    }

    private static Answer place(List<Token> wanted, List<Token> given, Reasons reasons, String what) {
        Answer plain = field(wanted, given, reasons);
        boolean ownPlace = given.size() == 1 && given.getFirst().isSymbol()
                && wanted.stream().noneMatch(Token::isSymbol) && !wanted.isEmpty();
        if (!plain.isMaybe() || !ownPlace) {
            return plain;
        }
        return what.equals("account") && !wanted.stream().allMatch(Token::mayBeOfAccount)
                ? Answer.NO
                : Answer.assuming(
                        "the stack's " + what + " is the one that `" + reasons.pattern().show() + "` names");
    }

    private static Answer field(List<Token> wanted, List<Token> given, Reasons reasons) {
        return new Glob(wanted, given, false).answer(reasons);
    }

    private Answer answer(Reasons reasons) {
        return matches(false) ? Answer.YES : matches(true) ? reasons.maybe() : Answer.NO;
    }

    private static List<Token> tokens(Value value) {
        List<Token> tokens = new ArrayList<>();
        List<Value> parts = value instanceof Value.Joined(List<Value> joined) ? joined : List.of(value);
        for (Value part : parts) {
            if (part instanceof Value.Text(String text)) {
                text.chars().forEach(c -> tokens.add(new Token((char) c, "")));
            } else {
                tokens.add(new Token(' ', part.key()));
            }
        }
        return tokens;
    }

    /** The six fields of an ARN, the last one with its colons. */
    private static List<List<Token>> fields(List<Token> tokens) {
        List<List<Token>> fields = new ArrayList<>(List.of(new ArrayList<>()));
        for (Token token : tokens) {
            if (token.is(':') && fields.size() < 6) {
                fields.add(new ArrayList<>());
            } else {
                fields.getLast().add(token);
            }
        }
        return fields;
    }

    /** Fills a table from its end: {@code matches[i][j]} says whether the pattern from i on matches the target from j on. */
    private boolean matches(boolean unknownIsAnyText) {
        boolean[][] matches = new boolean[pattern.size() + 1][target.size() + 1];
        for (int i = pattern.size(); i >= 0; i--) {
            for (int j = target.size(); j >= 0; j--) {
                matches[i][j] = i == pattern.size() && j == target.size() || matches(matches, i, j, unknownIsAnyText);
            }
        }
        return matches[0][0];
    }

    private boolean matches(boolean[][] matches, int i, int j, boolean unknownIsAnyText) {
        boolean inPattern = i < pattern.size();
        boolean inTarget = j < target.size();
        boolean patternIsAnyText = inPattern
                && (pattern.get(i).is('*') || unknownIsAnyText && pattern.get(i).isSymbol());
        boolean targetIsAnyText = inTarget && unknownIsAnyText && target.get(j).isSymbol();
        if (patternIsAnyText && (matches[i + 1][j] || inTarget && matches[i][j + 1])) {
            return true;
        }
        if (targetIsAnyText && (matches[i][j + 1] || inPattern && mayHold(j, i) && matches[i + 1][j])) {
            return true;
        }
        return inPattern && inTarget && isSame(pattern.get(i), target.get(j)) && matches[i + 1][j + 1];
    }

    /** Whether an unknown piece of the target may hold a character of the pattern. */
    private boolean mayHold(int piece, int character) {
        return !wholeArn || !pattern.get(character).is(':')
                && (!target.get(piece).isAccount() || pattern.get(character).mayBeOfAccount());
    }

    private static boolean isSame(Token wanted, Token given) {
        return wanted.equals(given) || wanted.is('?') && !given.isSymbol();
    }
}
