// Lambda's Node runtime, as small as CDK's Provider framework needs it. Answers to CloudFormation go to the rehearsal.
'use strict';
const http = require('http');
const https = require('https');
const path = require('path');

const responses = new URL(process.env.RESPONSES);
https.request = (options, callback) => http.request(
    { ...options, hostname: responses.hostname, port: responses.port,
      headers: { ...options.headers, 'x-host': options.hostname } }, callback);

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const [file, name] = process.env._HANDLER.split('.');
const handler = require(path.join(process.cwd(), file))[name];

function call(method, url, body) {
    return new Promise((resolve, reject) => {
        const request = http.request({ host, port, method, path: '/2018-06-01/runtime/' + url }, response => {
            const chunks = [];
            response.on('data', chunk => chunks.push(chunk));
            response.on('end', () => resolve({ id: response.headers['lambda-runtime-aws-request-id'],
                text: Buffer.concat(chunks).toString() }));
        });
        request.on('error', reject);
        request.end(body);
    });
}

async function next() {
    const { id, text } = await call('GET', 'invocation/next');
    try {
        const result = await handler(JSON.parse(text), {});
        await call('POST', `invocation/${id}/response`, JSON.stringify(result === undefined ? null : result));
    } catch (e) {
        await call('POST', `invocation/${id}/error`, JSON.stringify(
            { errorType: e.name, errorMessage: e.message, trace: String(e.stack).split('\n') }));
    }
    setImmediate(next);
}
next();
