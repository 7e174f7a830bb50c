package io.github.rabbitlambda.reachability.value;

/** Something that decides a condition and isn't known: the check judges each case of it. */
public sealed interface OpenChoice {

    /** A parameter with values to try. */
    record OfParameter(TemplateParameter parameter) implements OpenChoice {}

    /** A comparison of which no value to try is known: it holds, or it doesn't. */
    record OfComparison(Comparison comparison) implements OpenChoice {}

    /**
     * The two sides of Fn::Equals.
     *
     * @param left the key of its value
     * @param right the key of its value
     * @param words the comparison in words
     */
    record Comparison(String left, String right, String words) {
        static Comparison of(Value left, Value right) {
            return new Comparison(left.key(), right.key(), "`" + left.show() + "` equals `" + right.show() + "`");
        }

        /** Whether both can't hold: they compare the same with two texts. */
        boolean excludes(Comparison other) {
            return left.equals(other.left) && isOtherText(right, other.right)
                    || right.equals(other.right) && isOtherText(left, other.left);
        }

        private static boolean isOtherText(String one, String two) {
            return one.startsWith("'") && two.startsWith("'") && !one.equals(two);
        }
    }
}
