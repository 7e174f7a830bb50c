// Stands for Lambda's own Node runtime on your machine; it is not deployed. It speaks the Runtime API
// (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html), and loads the handler that _HANDLER names.
import { request } from 'node:http';

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const [file, name] = process.env._HANDLER.split('.');

/** Without a time-out, since the next batch may come much later; fetch gives up after five minutes. */
function call(method, path, value) {
    return new Promise((resolve, reject) => {
        const sent = request({ host, port, method, path: `/2018-06-01/runtime/${path}` }, async response => {
            const chunks = await response.toArray();
            resolve({ id: response.headers['lambda-runtime-aws-request-id'], text: Buffer.concat(chunks).toString() });
        });
        sent.on('error', reject);
        sent.end(method === 'POST' ? JSON.stringify(value ?? null) : undefined);
    });
}

const described = error =>
    ({ errorType: error.name, errorMessage: error.message, stackTrace: error.stack.split('\n') });

async function load() {
    try {
        return (await import(`${process.cwd()}/${file}.mjs`))[name];
    } catch (error) {
        await call('POST', 'init/error', described(error));
        throw error;
    }
}

const handler = await load();
for (;;) {
    const { id, text } = await call('GET', 'invocation/next');
    try {
        await call('POST', `invocation/${id}/response`, await handler(JSON.parse(text), { awsRequestId: id }));
    } catch (error) {
        await call('POST', `invocation/${id}/error`, described(error));
    }
}
