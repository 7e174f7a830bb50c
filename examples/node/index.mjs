import { accept } from './orders.mjs';

/** Lambda calls it for each batch. If it throws, the whole batch comes back. */
export async function handler(event) {
    for (const [queue, messages] of Object.entries(event.rmqMessagesByQueue)) {
        for (const { basicProperties, data } of messages) {
            const tenant = text(basicProperties.headers?.tenant) ?? 'nobody';
            accept(tenant, Buffer.from(data, 'base64').toString());
        }
        console.log(`accepted ${messages.length} messages of ${queue}`);
    }
}

/** In an event the text of a header is a list of bytes. */
function text(header) {
    return header?.bytes && Buffer.from(header.bytes).toString();
}
