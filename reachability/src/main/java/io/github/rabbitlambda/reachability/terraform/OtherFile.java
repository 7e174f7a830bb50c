package io.github.rabbitlambda.reachability.terraform;

import java.util.Optional;
import java.util.regex.Pattern;

/** Files of Terraform that are no plan, each with what to do. */
final class OtherFile {
    private static final String SHOW = "terraform show -json plan.out > plan.json";
    private static final String PLAN = "terraform plan -out plan.out && " + SHOW;
    private static final Pattern HCL = Pattern.compile(
            "(?m)^\\s*(resource|data|module|provider|variable|output|locals|terraform)\\b[^\\n:]*\\{");
    private static final Pattern HCL_AS_JSON = Pattern
            .compile("\\A\\s*\\{\\s*\"(//|resource|data|module|provider|variable|output|locals|terraform)\"\\s*:");
    private static final Pattern RAW_STATE = Pattern.compile("\"lineage\"\\s*:");
    private static final Pattern EVENTS = Pattern.compile("\\A\\s*\\{\"@level\"");
    private static final Pattern CUT_PLAN = Pattern
            .compile("\\A\\s*\\{\\s*\"format_version\"\\s*:\\s*\"[01]\\.");

    private OtherFile() {}

    static Optional<String> sentence(String name, String text) {
        if (name.matches(".*\\.(tf|tfvars|tf\\.json|tofu)") || HCL_AS_JSON.matcher(text).find()
                || !text.stripLeading().startsWith("{") && HCL.matcher(text).find()) {
            return Optional.of(
                    name + " is Terraform's configuration, which has no values yet; give its plan as JSON: " + PLAN);
        }
        if (EVENTS.matcher(text).find()) {
            return Optional.of(name + " is the log of terraform plan -json; give the plan itself as JSON: " + PLAN);
        }
        if (CUT_PLAN.matcher(text).find()) {
            return Optional.of(name
                    + " begins as a plan or state of Terraform but is cut off or has no resources; write it again: "
                    + SHOW);
        }
        return RAW_STATE.matcher(text).find()
                ? Optional.of(name
                        + " is Terraform's state as it is stored; give it as it is shown: terraform show -json > state.json")
                : Optional.empty();
    }
}
