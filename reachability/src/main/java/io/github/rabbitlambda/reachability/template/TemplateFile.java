package io.github.rabbitlambda.reachability.template;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a template file. What is no template is refused in one sentence. */
public final class TemplateFile {
    // CloudFormation's own limit for a template is 1 MB:
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
    private static final int MAX_BYTES = 10_000_000;

    private TemplateFile() {}

    public static Template read(Path file) {
        try {
            return parse(file.toString(), text(file));
        } catch (IOException failed) {
            throw new UnreadableTemplate(file + " cannot be read (" + failed.getClass().getSimpleName()
                    + "); give a readable template file");
        }
    }

    /**
     * @throws UnreadableTemplate if the text is neither JSON nor YAML, or has no resources
     */
    public static Template parse(String name, String text) {
        try {
            String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
            String start = body.stripLeading();
            Tree tree = start.startsWith("{") || start.startsWith("[") ? jsonOrFlowYaml(body) : YamlReader.read(body);
            return Template.of(name, tree);
        } catch (UnreadableTemplate broken) {
            throw new UnreadableTemplate(name + " is not a CloudFormation template: " + broken.getMessage()
                    + "; give a template in JSON or YAML with a Resources section");
        }
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

    private static String text(Path file) throws IOException {
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
                    + " bytes, more than CloudFormation takes; give a template file");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException binary) {
            throw new UnreadableTemplate(file + " is not UTF-8 text; give a template in JSON or YAML");
        }
    }
}
