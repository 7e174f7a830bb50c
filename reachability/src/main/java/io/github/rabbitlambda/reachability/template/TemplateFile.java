package io.github.rabbitlambda.reachability.template;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Reads a template file. What is no template is refused in one sentence. */
public final class TemplateFile {
    // CloudFormation's own limit for a template is 1 MB; a Terraform plan of a large configuration has some tens:
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
    private static final int MAX_BYTES = 50_000_000;

    private TemplateFile() {}

    /** The text of a file. */
    public static String text(Path file) {
        try {
            return readText(file);
        } catch (IOException failed) {
            throw new UnreadableTemplate(file + " cannot be read (" + failed.getClass().getSimpleName()
                    + "); give a readable template file");
        }
    }

    /**
     * @throws UnreadableTemplate if the text is neither JSON nor YAML, or has no resources
     */
    public static Template parse(String name, String text) {
        return parse(name, text, UnaryOperator.identity());
    }

    /**
     * @param translation makes a template of what is written in another form; anything else it returns as it is
     * @throws UnreadableTemplate if the text is neither JSON nor YAML, or has no resources
     */
    public static Template parse(String name, String text, UnaryOperator<Tree> translation) {
        Tree written = explained(name, () -> tree(text.startsWith("\uFEFF") ? text.substring(1) : text));
        Tree template = translation.apply(written);
        return explained(name, () -> Template.of(name, template));
    }

    private static <T> T explained(String name, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (UnreadableTemplate broken) {
            throw new UnreadableTemplate(name + " is not a CloudFormation template: " + broken.getMessage()
                    + "; give a template in JSON or YAML with a Resources section");
        }
    }

    private static Tree tree(String body) {
        String start = body.stripLeading();
        return start.startsWith("{") || start.startsWith("[") ? jsonOrFlowYaml(body) : YamlReader.read(body);
    }

    private static Tree jsonOrFlowYaml(String body) {
        try {
            return JsonReader.read(body);
        } catch (UnreadableTemplate notJson) {
            try {
                return YamlReader.read(body);
            } catch (UnreadableTemplate notYamlEither) {
                throw notJson;
            }
        }
    }

    private static String readText(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new UnreadableTemplate(file + " does not exist; give the path of a template file");
        }
        if (Files.isDirectory(file)) {
            throw new UnreadableTemplate(file + " is a directory; give the template files in it one by one");
        }
        byte[] bytes;
        try (InputStream stream = Files.newInputStream(file)) {
            bytes = stream.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw new UnreadableTemplate(file + " is larger than " + MAX_BYTES
                    + " bytes, more than a template or a plan has; give a template file");
        }
        if (bytes.length > 3 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3 && bytes[3] == 4) {
            throw new UnreadableTemplate(
                    file + " is a zip archive, as Terraform's binary plans are; give the plan as JSON:"
                            + " terraform show -json " + file.getFileName() + " > plan.json");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException binary) {
            throw new UnreadableTemplate(file + " is not UTF-8 text; give a template in JSON or YAML");
        }
    }
}
