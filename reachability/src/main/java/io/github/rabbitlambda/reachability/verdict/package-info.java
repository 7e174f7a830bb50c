/**
 * The result: verdicts with their findings and fixes, as text, as JSON and as a Mermaid flowchart.
 * <p>
 * Entry type: {@link io.github.rabbitlambda.reachability.verdict.Verdict}. The JSON is read by machines: its members are
 * only ever added to. Out of scope: how a verdict comes about.
 */
@NullMarked
package io.github.rabbitlambda.reachability.verdict;

import org.jspecify.annotations.NullMarked;
