/**
 * The result: what is wrong with each mapping, the most likely first, as text, as JSON and as a Mermaid flowchart.
 * <p>
 * Entry type: {@link io.github.rabbitlambda.doctor.report.Report}. The JSON is read by machines: its members are only ever
 * added to. Out of scope: how a finding comes about.
 */
@NullMarked
package io.github.rabbitlambda.doctor.report;

import org.jspecify.annotations.NullMarked;
