package io.github.rabbitlambda.acceptance.rehearsal.lambda;

import io.github.rabbitlambda.acceptance.rehearsal.stack.Refused;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Template;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The files that the command line has uploaded. */
public final class Assets {
    private final List<Template> templates = new CopyOnWriteArrayList<>();

    /** Makes the assets of a template known, as {@code cdk deploy} does first. */
    public void upload(Template template) {
        templates.add(template);
    }

    public Path file(String key) {
        return templates.stream().map(template -> template.asset(key)).filter(Files::exists).findFirst()
                .orElseThrow(
                        () -> new Refused("Error occurred while GetObject. S3 Error Code: NoSuchKey (" + key + ")"));
    }
}
