package io.github.rabbitlambda.local.handlers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

/** Reads the event and succeeds. */
public final class Counting implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        output.write(String.valueOf(input.readAllBytes().length).getBytes(StandardCharsets.US_ASCII));
    }
}
