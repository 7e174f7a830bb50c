package io.github.rabbitlambda.infra.options;

import io.github.rabbitlambda.constructs.options.Refusal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an account asks of every stack, whatever the stack is for.
 *
 * @param stage
 *            tells stacks of one account apart, such as dev and prod; without it they have their plain names
 * @param tags
 *            of every resource that takes tags
 * @param permissionsBoundary
 *            ARN of the managed policy that limits every role
 * @param kmsKey
 *            ARN of the key that encrypts what rests
 * @param alarmTopic
 *            ARN of the SNS topic that alarms notify
 */
public record StackOptions(Optional<String> stage, Map<String, String> tags, Optional<String> permissionsBoundary,
        Optional<String> kmsKey, Optional<String> alarmTopic) {
    private static final String STAGE = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,18}[a-zA-Z0-9])?";
    private static final int MOST_TAGS = 50;
    // https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
    private static final String TAG_TEXT = "[\\p{L}\\p{N}\\p{Z}_.:/=+@-]*";

    public StackOptions {
        tags = new TreeMap<>(tags);
    }

    static StackOptions read(Context context) {
        return new StackOptions(stage(context), tags(context), arn(context, Arn.Kind.POLICY),
                arn(context, Arn.Kind.KEY), arn(context, Arn.Kind.TOPIC));
    }

    private static Optional<String> arn(Context context, Arn.Kind kind) {
        return Arn.read(context, kind).map(Arn::text);
    }

    private static Optional<String> stage(Context context) {
        Optional<String> stage = context.text("stage");
        stage.filter(name -> !name.matches(STAGE)).ifPresent(name -> context.check(() -> {
            throw Refusal.of("stage", "1 to 20 letters, digits or -, such as dev", name,
                    "it is the end of the stacks' names");
        }));
        return stage;
    }

    private static Map<String, String> tags(Context context) {
        Map<String, String> tags = context.object("tags");
        tags.forEach((key, value) -> context.check(() -> checkTag(key, value)));
        context.check(() -> {
            if (tags.size() > MOST_TAGS) {
                throw Refusal.of("tags", "at most 50 tags", tags.size() + " tags", "no resource takes more");
            }
        });
        return tags;
    }

    private static void checkTag(String key, String value) {
        if (key.isEmpty() || key.length() > 128 || value.length() > 256 || !key.matches(TAG_TEXT)
                || !value.matches(TAG_TEXT) || key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
            throw Refusal.of("tags",
                    "names of up to 128 and values of up to 256 letters, digits, spaces or _ . : / = + @ -, and no name may begin with aws:",
                    key + "=" + value, "AWS takes no other tags");
        }
    }

    /** The name of a stack in this stage. */
    public String nameOf(String stack) {
        return stage.map(name -> stack + "-" + name).orElse(stack);
    }
}
